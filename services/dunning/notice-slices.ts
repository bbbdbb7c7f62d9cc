/** Step 6 of the run (BIL-1): cases begin, go on and end, and their notices go into the outbox, household by household; then the reminders of other invoices (INV-5). */
import { isBillingStopped } from "#db/billing-runs.ts";
import { listHouseholdsToAdvance } from "#db/dunning/cases.ts";
import type { Cx } from "../context.ts";
import { advanceHousehold, type Advanced } from "./advance-household.ts";
import { reminderSlices } from "../reminders/automatic.ts";
import { guardHousehold } from "./guard-household.ts";

export type NoticeTally = Advanced;

/** At most this many households share a transaction, so that the desk never waits long. */
const householdsPerSlice = 25;

/** While billing is stopped nobody is written to either (BIL-20). */
export function* noticeSlices(cx: Cx): Generator<void, NoticeTally> {
  const tally = { opened: 0, queued: 0, skipped: 0, closed: 0 };
  if (cx.db.read((db) => isBillingStopped(db))) return tally;
  const { canCharge } = cx.gateways.cards;
  let afterId = 0;
  for (;;) {
    const households = cx.db.read((db) => listHouseholdsToAdvance(db, cx.today, afterId, householdsPerSlice));
    const last = households.at(-1);
    if (last === undefined) break;
    cx.db.write((db) => {
      for (const householdId of households) {
        const done = guardHousehold(cx, db, householdId, () => advanceHousehold(cx, db, householdId, canCharge));
        tally.opened += done?.opened ?? 0;
        tally.queued += done?.queued ?? 0;
        tally.skipped += done?.skipped ?? 0;
        tally.closed += done?.closed ?? 0;
      }
    });
    afterId = last;
    yield;
  }
  const reminders = yield* reminderSlices(cx);
  return { ...tally, queued: tally.queued + reminders.queued, skipped: tally.skipped + reminders.skipped };
}
