/** "Needs attention" (BIL-6): who stands still and why, looked at again at once, or settled with a word. */
import { resolveAttention } from "#db/billing-runs.ts";
import { findAttention, listAttention, settleAttention, type AttentionRow } from "#db/dunning/attention.ts";
import type { WritableDb } from "#db/database.ts";
import { attentionWords, type AttentionAction } from "#domain/dunning/attention-words.ts";
import type { AttentionId, HouseholdId } from "#domain/identity.ts";
import { Refusal, refuse } from "#domain/refusal.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { advanceHousehold } from "./advance-household.ts";

export type NeedsAttention = AttentionRow & { readonly sentence: string; readonly actions: readonly AttentionAction[] };

const mostRows = 500;

export function listNeedsAttention(cx: Cx): NeedsAttention[] {
  return look<NeedsAttention[]>(cx, (db) =>
    listAttention(db, mostRows).map((row) => ({ ...row, ...attentionWords(row.kind, row.reason) })),
  );
}

/**
 * Does the household's work now instead of at the next run. Refuses `attention_not_found`, and
 * `attention_still_there` when the same stands in the way; then nothing has happened.
 */
export function lookAgain(cx: Cx, id: AttentionId): { householdId: HouseholdId } {
  return act<{ householdId: HouseholdId }>(cx, (db) => {
    const row = findAttention(db, id) ?? refuse("attention_not_found", {});
    try {
      db.savepoint(() => repeat(cx, db, row));
    } catch (error) {
      const reason = error instanceof Refusal ? error.code : row.reason;
      // Whatever it is, the person is told that it is still there; the run writes down what it is.
      refuse("attention_still_there", { name: row.name, reason });
    }
    resolveAttention(db, row.householdId, row.kind, cx.now);
    return done(cx, db, row, "");
  });
}

function repeat(cx: Cx, db: WritableDb, row: AttentionRow): void {
  if (row.kind === "billing") makeHouseholdPeriods(cx, db, row.householdId);
  else if (row.kind === "past_due") advanceHousehold(cx, db, row.householdId, cx.gateways.cards.canCharge);
  else refuse("attention_not_found", {});
}

/** A person has dealt with it, and says how. Refuses `attention_not_found`. */
export function settleNeedsAttention(cx: Cx, id: AttentionId, note: string): { householdId: HouseholdId } {
  return act<{ householdId: HouseholdId }>(cx, (db) => {
    const row = findAttention(db, id) ?? refuse("attention_not_found", {});
    if (!attentionWords(row.kind, row.reason).actions.includes("settle")) refuse("attention_not_found", {});
    settleAttention(db, id, cx.now);
    return done(cx, db, row, note);
  });
}

function done(cx: Cx, db: WritableDb, row: AttentionRow, note: string): { householdId: HouseholdId } {
  audit(cx, db, "attention.settled", `household/${row.householdId}`, {
    after: { kind: row.kind, reason: row.reason, ...(note === "" ? {} : { note }) },
  });
  db.touch("billing", `household/${row.householdId}`);
  return { householdId: row.householdId };
}
