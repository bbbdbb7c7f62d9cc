/** The sample practice's letters: past-due cases go on day by day, and the desk prints what waits (BIL-11). */
import { listHouseholdsToAdvance } from "#db/dunning/cases.ts";
import { listWaitingLetters, markTold } from "#db/dunning/notices.ts";
import type { WritableDb } from "#db/database.ts";
import { addDays, weekdayOf, type Day } from "#domain/calendar.ts";
import { defaultDunning } from "#domain/dunning/settings.ts";
import { mailingProblem } from "#domain/statements/mailing-problem.ts";
import type { Work } from "../context.ts";
import { advanceHousehold } from "../dunning/advance-household.ts";
import { letterSnapshot, writeLetter } from "../dunning/notice-letter.ts";
import { readPrinting } from "../statements/print-setup.ts";

/** The letters of the last days still wait, so that the tray has something in it. */
const waitingDays = 4;
/** The words of older letters are not kept: nobody looks for them, and writing hundreds takes seconds. */
const keptDays = 40;

/** The desk looked at its past-due list every week long ago, and every day of late: so much of it can be seen. */
const dailyDays = 45;

export function livePastDue(work: Work, db: WritableDb, todayOn: Day): void {
  if (work.today < addDays(todayOn, -dailyDays) && weekdayOf(work.today) !== 1) return;
  for (const householdId of listHouseholdsToAdvance(db, addDays(work.today, -1), 0, 10_000))
    advanceHousehold(work, db, householdId, true);
  if (work.today > addDays(todayOn, -waitingDays)) return;
  const isKept = work.today > addDays(todayOn, -keptDays);
  const printing = isKept ? readPrinting(db) : null;
  for (const row of listWaitingLetters(db, 1000)) {
    if (mailingProblem(row) !== "") continue;
    // Printed long ago by the sample's staff: the words are kept, the paper is not.
    markTold(db, row.id, {
      state: "printed",
      channel: "letter",
      on: work.today,
      at: work.now,
      facts: printing === null ? "{}" : letterSnapshot(writeLetter(db, printing, row, work.today)),
      batchId: null,
      documentId: null,
    });
  }
}

/** Whether any case is old enough to end in a lapse; most days have none. */
export function mayLapse(work: Work, db: WritableDb): boolean {
  return (
    db.get(
      "select 1 from dunning_case where closed_at is null and day_zero_on <= ? limit 1",
      addDays(work.today, -defaultDunning.graceDays),
    ) !== undefined
  );
}
