/**
 * Makes a household's missing periods in a savepoint of its own (BIL-6): whatever breaks takes back
 * this household only and puts it on "needs attention", and nobody else's billing is held up.
 */
import { householdName, noteAttention, resolveAttention } from "#db/billing-runs.ts";
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { makeHouseholdPeriods, type MadePeriods } from "./make-periods.ts";

export type HeldHousehold = {
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly reason: string;
};

export type TriedPeriods = { readonly made: MadePeriods; readonly held: null } | { readonly made: null; readonly held: HeldHousehold };

export function tryMakePeriods(cx: Work, db: WritableDb, householdId: HouseholdId): TriedPeriods {
  try {
    const made = db.savepoint<MadePeriods>(() => makeHouseholdPeriods(cx, db, householdId));
    resolveAttention(db, householdId, "billing", cx.now);
    return { made, held: null };
  } catch (error) {
    // A full disk stops the run as a whole: nothing more can be saved for anybody.
    if (isDiskFull(error)) throw error;
    const reason = error instanceof Refusal ? error.code : "billing_inconsistent";
    noteAttention(db, { householdId, kind: "billing", reason, at: cx.now });
    db.touch("billing", `household/${householdId}`);
    return { made: null, held: { householdId, name: householdName(db, householdId), reason } };
  }
}

function isDiskFull(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === "disk_full";
  return error instanceof Error && "code" in error && error.code === "SQLITE_FULL";
}
