/** The sample practice's letters: past-due cases go on day by day, and the desk prints what waits (BIL-11). */
import { listHouseholdsToAdvance } from "#db/dunning/cases.ts";
import { listWaitingLetters, markTold } from "#db/dunning/notices.ts";
import type { WritableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { mailingProblem } from "#domain/statements/mailing-problem.ts";
import type { Work } from "../context.ts";
import { advanceHousehold } from "../dunning/advance-household.ts";
import { letterSnapshot, writeLetter } from "../dunning/notice-letter.ts";
import { readPrinting } from "../statements/print-setup.ts";

/** The letters of the last days still wait, so that the tray has something in it. */
const waitingDays = 4;
/** The words of older letters are not kept: nobody looks for them, and writing hundreds takes seconds. */
const keptDays = 40;

export function livePastDue(work: Work, db: WritableDb, todayOn: Day): void {
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
