/** Refusal codes of reports with the facts their sentences need (F-17). */
import type { Day } from "../calendar.ts";

export type ReportRefusals = {
  /** More rows than paper takes; the spreadsheet has no end. */
  report_too_long: { readonly rows: number; readonly most: number };
  /** A report of a day that has not come. */
  report_day_ahead: { readonly on: Day; readonly today: Day };
  /** The last day is before the first. */
  report_range_backwards: { readonly from: Day; readonly to: Day };
  report_range_too_long: { readonly days: number; readonly most: number };
  /** The figure that was pressed is not in the report any more. */
  report_row_unknown: Record<never, never>;
};
