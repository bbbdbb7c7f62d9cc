/** Refusal codes of billing with the facts their sentences need (F-17). */
export type BillingRefusals = {
  rehearsal_day: { fromOn: string; days: number };
  forecast_stopped: Record<never, never>;
  what_if_day_past: { earliestOn: string };
  billing_not_stopped: Record<never, never>;
};
