/** Refusal codes of yearly statements with the facts their sentences need (F-17). */
export type YearlyStatementRefusals = {
  /** It has not begun. */
  year_not_there: { readonly year: number };
  /** None of the chosen households had dues or payments in the year, or none has a usable address. */
  no_yearly_statements: { readonly year: number; readonly leftOut: number };
  yearly_run_not_found: Record<never, never>;
  yearly_run_printed: Record<never, never>;
  yearly_run_not_printed: Record<never, never>;
};
