import type { ReportRefusals } from "#domain/reports/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Sentences } from "./sentence.ts";

export const reportsSentences: Sentences<ReportRefusals> = {
  report_too_long: ({ rows, most }) =>
    `This report has ${rows.toLocaleString("en-US")} rows; paper takes at most ${most.toLocaleString("en-US")}. Save it as CSV instead, or narrow it down.`,
  report_day_ahead: ({ on, today }) =>
    `${dayText(on)} has not come yet. Choose a day up to today, ${dayText(today)}.`,
  report_range_backwards: ({ from, to }) =>
    `The last day, ${dayText(to)}, is before the first, ${dayText(from)}. Exchange them.`,
  report_range_too_long: ({ days, most }) =>
    `${days.toLocaleString("en-US")} days are too many for one report; it holds at most ${most.toLocaleString("en-US")}. Choose a shorter range.`,
  report_row_unknown: () => "This figure is not in the report any more. Show the report again.",
};
