/**
 * One household in its own savepoint: whatever breaks takes back this household only and puts it on
 * "needs attention", and nobody else is held up (BIL-6).
 */
import { noteAttention, resolveAttention } from "#db/billing-runs.ts";
import type { Sync, WritableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Work } from "../context.ts";

/** Null when it broke. A full disk ends the whole run: nothing more can be saved for anybody. */
export function guardHousehold<T>(
  cx: Work,
  db: WritableDb,
  householdId: HouseholdId,
  work: () => Sync<T>,
  kind: "past_due" | "plan" | "reminder" = "past_due",
): Sync<T> | null {
  try {
    const done = db.savepoint(work);
    resolveAttention(db, householdId, kind, cx.now);
    return done;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    const reason = error instanceof Refusal ? error.code : `${kind}_inconsistent`;
    noteAttention(db, { householdId, kind, reason, at: cx.now });
    db.touch("billing", `household/${householdId}`);
    return null;
  }
}

export function isDiskFull(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === "disk_full";
  return error instanceof Error && "code" in error && error.code === "SQLITE_FULL";
}
