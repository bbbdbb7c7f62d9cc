/**
 * The one decision about a household's charges today, asked by the run and by its rehearsal (BIL-4):
 * credit is used first (INV-8), then each draw that still owes gets its card or the reason why not.
 */
import { addDays } from "#domain/calendar.ts";
import { ceilingLooksBackDays, ceilingOf, isAbove, type Ceiling } from "#domain/charging/ceiling.ts";
import { decideCharges, type DecidedDraw } from "#domain/charging/decide-charges.ts";
import { listChargingDays } from "#db/charging/attempts.ts";
import { listHouseholdsToCharge, loadHouseholdFacts } from "#db/charging/household-facts.ts";
import { findApproved } from "#db/charging/pauses.ts";
import { householdCredit } from "#db/credits.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Work } from "../context.ts";
import { listDueRetriesOf } from "../dunning/retries.ts";
import { useHouseholdCredit } from "../invoices/use-credit.ts";

export type PlannedCharge = DecidedDraw & { readonly householdId: HouseholdId };

/** Decides for one household; may use its credit, so that it needs a write transaction. */
export function planHouseholdCharges(
  cx: Work,
  db: WritableDb,
  householdId: HouseholdId,
  canCharge: boolean,
): PlannedCharge[] {
  if (householdCredit(db, householdId) > 0) useHouseholdCredit(cx, db, householdId, cx.today);
  const retries = listDueRetriesOf(db, householdId, cx.today);
  const facts = loadHouseholdFacts(db, householdId, {
    today: cx.today,
    canCharge,
    isRetryDue: (asked) => retries.some((retry) => isSameDebt(retry, asked)),
  });
  if (!facts) return [];
  return decideCharges(facts).map((decided) => ({ ...decided, householdId }));
}

/** A part is known by itself, since the plan's oldest open invoice may be another one meanwhile. */
export function isSameDebt(
  one: Pick<DecidedDraw, "invoiceId" | "partId">,
  other: Pick<DecidedDraw, "invoiceId" | "partId">,
): boolean {
  return one.partId === other.partId && (one.partId !== null || one.invoiceId === other.invoiceId);
}

/** Every household that pays by card and owes a draw, in one transaction: for the rehearsal. */
export function planAllCharges(cx: Work, db: WritableDb, canCharge: boolean): PlannedCharge[] {
  return listHouseholdsToCharge(db, cx.today, 0, 1_000_000).flatMap((householdId) =>
    planHouseholdCharges(cx, db, householdId, canCharge),
  );
}

export type CeilingCheck = {
  /** What the day comes to with the plan: already charged and planned. */
  readonly planned: Ceiling;
  readonly ceiling: Ceiling;
  readonly isAbove: boolean;
};

/** Whether a plan takes the day above its ceiling, or above what a person allowed for today (control 49). */
export function checkCeiling(cx: Work, db: ReadableDb, plan: readonly PlannedCharge[]): CeilingCheck {
  const charges = plan.flatMap(({ decision }) => (decision.charge ? [decision] : []));
  const [done] = listChargingDays(db, cx.today, addDays(cx.today, 1));
  const planned = {
    count: (done?.count ?? 0) + charges.length,
    cents: (done?.cents ?? 0) + charges.reduce((sum, charge) => sum + charge.amountCents, 0),
  };
  const usual = ceilingOf(listChargingDays(db, addDays(cx.today, -ceilingLooksBackDays), cx.today));
  const approved = findApproved(db, cx.today);
  const ceiling = {
    count: Math.max(usual.count, approved?.count ?? 0),
    cents: Math.max(usual.cents, approved?.cents ?? 0),
  };
  return { planned, ceiling, isAbove: charges.length > 0 && isAbove(planned, ceiling) };
}
