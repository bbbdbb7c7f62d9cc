/**
 * A message never stands in the way of what it tells of (BIL-6, DOC-12): money is booked and the act is
 * done, whatever is wrong with the facts of its letter. Then nothing of the message stays, and the
 * household is put before a person, until somebody has told it and says so.
 */
import { noteAttention } from "#db/billing-runs.ts";
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Work } from "../context.ts";
import { isDiskFull } from "../dunning/guard-household.ts";

/** A full disk ends the act as well: nothing of it could be saved. */
export function guardTelling(cx: Work, db: WritableDb, householdId: HouseholdId, tell: () => void): void {
  try {
    db.savepoint<null>(() => {
      tell();
      return null;
    });
  } catch (error) {
    if (isDiskFull(error)) throw error;
    noteBrokenMessage(cx, db, householdId);
  }
}

export function noteBrokenMessage(cx: Work, db: WritableDb, householdId: HouseholdId): void {
  noteAttention(db, { householdId, kind: "message", reason: "message_inconsistent", at: cx.now });
  db.touch("billing", `household/${householdId}`);
}
