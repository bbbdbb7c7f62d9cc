import type { YearlyStatementRefusals } from "#domain/yearly-statements/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const yearlyStatementSentences: Sentences<YearlyStatementRefusals> = {
  year_not_there: ({ year }) => `The year ${year} has not begun. Choose this year or one before it.`,
  no_yearly_statements: ({ year, leftOut }) =>
    leftOut === 0
      ? `Nobody who was chosen had dues or payments in ${year}. Choose other households, or another year.`
      : `Nobody who was chosen can get a letter. Complete the addresses on the charts, then make the statements of ${year} again.`,
  yearly_run_not_found: () => "This run of yearly statements is no longer there. Look under Documents.",
  yearly_run_printed: () => "This run is already marked as printed.",
  yearly_run_not_printed: () => "This run is not marked as printed.",
};
