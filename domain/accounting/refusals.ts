/** Refusal codes of the accounting export with the facts their sentences need (F-17). */
import type { Day } from "../calendar.ts";

export type AccountingRefusals = {
  /** Days of the range left for the accountant before; they go again only when somebody says so. */
  accounting_days_exported: { readonly count: number; readonly firstOn: Day; readonly lastOn: Day };
  /** Today and later days are not over. */
  accounting_day_not_over: { readonly lastOn: Day };
  accounting_nothing_to_export: Record<never, never>;
  /** Xero goes by the number of an account. */
  accounting_number_missing: { readonly account: string };
  accounting_account_unknown: Record<never, never>;
};
