/**
 * What the scheduler does besides billing (INV-14): payouts are fetched from the processor, and on the
 * 1st the month before is laid out, put into the documents folder and kept. Both may be done again at
 * any tick; nothing is made twice.
 */
import { fetchPayouts } from "#services/closing/payouts.ts";
import { keepStatement, monthsToKeep, readMonthPaper } from "#services/closing/keep-statements.ts";
import type { Cx } from "#services/context.ts";
import type { StoredFile } from "#services/statements/record-statements.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";

export type MonthEndNeeds = {
  /** A fresh context of the practice itself. */
  readonly cx: () => Cx;
  /** Lays a report out and puts it into the documents folder. */
  readonly keep: (paper: ReportPaper) => Promise<StoredFile>;
};

/** Fetches payouts and keeps the statements of the months that are over; answers how many copies were made. */
export async function endMonths({ cx, keep }: MonthEndNeeds): Promise<number> {
  const months = monthsToKeep(cx());
  await fetchPayouts(cx);
  let kept = 0;
  for (const month of months) {
    const work = cx();
    const paper = readMonthPaper(work, month);
    if (keepStatement(work, month, paper, await keep(paper))) kept += 1;
  }
  return kept;
}
