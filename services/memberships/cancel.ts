/**
 * Cancels a membership (MEM-13, first form: no settlement): at the end of the paid days, now, or on a
 * day. Unpaid lines for days from then on come off by a credit note by themselves.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { insertCancellation, withdrawCancellation } from "#db/memberships/changes.ts";
import { listPaidPeriods } from "#db/memberships/paid-periods.ts";
import { cutPeriod, listPeriodsFrom } from "#db/memberships/period-cuts.ts";
import { findCancellation, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { MembershipId } from "#domain/identity.ts";
import { zeroCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { addDays } from "#domain/calendar.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { audit } from "../record.ts";
import { previewDraws, type ChangePreview } from "./change-plan.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireMembership, requireRunning } from "./require.ts";

export type CancelInput = {
  readonly membershipId: MembershipId;
  readonly when: "end_of_paid_period" | "now" | "on_date";
  readonly onDate: Day | null;
  readonly reason: string;
};

/** Refuses `membership_not_found`, `membership_ended`, `already_cancelled`, `cancel_too_early`. */
function decideCancel(
  db: ReadableDb,
  today: Day,
  input: CancelInput,
): { membership: MembershipRow; effectiveOn: Day } {
  const membership = requireRunning(db, input.membershipId, today);
  const earlier = findCancellation(db, membership.id);
  if (earlier) refuse("already_cancelled", { effectiveOn: earlier.effectiveOn });
  const paidThrough = listPaidPeriods(db, membership.id).reduce<Day>(
    (latest, period) => (period.to > latest ? period.to : latest),
    today,
  );
  const effectiveOn =
    input.when === "now" ? today : input.when === "on_date" ? (input.onDate ?? paidThrough) : paidThrough;
  if (effectiveOn < today) refuse("cancel_too_early", { earliestOn: today });
  return { membership, effectiveOn };
}

export function previewCancel(cx: Cx, input: CancelInput): ChangePreview {
  return look<ChangePreview>(cx, (db) => {
    const { membership, effectiveOn } = decideCancel(db, cx.today, input);
    const facts = { ...loadDrawFacts(db, membership.id), endsOn: effectiveOn };
    return {
      sentence: `The last covered day is ${dayText(addDays(effectiveOn, -1))}. Nothing is refunded.`,
      todayCents: zeroCents,
      creditCents: zeroCents,
      nextDraws: previewDraws(db, membership, facts, 3),
    };
  });
}

export function cancelMembership(cx: Cx, input: CancelInput): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => cancelWithin(cx, db, input));
}

/** The same inside the caller's transaction. */
export function cancelWithin(cx: Work, db: WritableDb, input: CancelInput): { membershipId: MembershipId } {
  const { membership, effectiveOn } = decideCancel(db, cx.today, input);
  insertCancellation(
    db,
    membership.id,
    { effectiveOn, kind: "cancelled" },
    { reason: input.reason, createdBy: cx.actor.staffId, createdAt: cx.now },
  );
  takeOffLaterDues(cx, db, membership, effectiveOn);
  refreshDrawCursor(db, membership.id, membership.start_on);
  audit(cx, db, "membership.cancelled", `membership/${membership.id}`, {
    after: { effectiveOn, reason: input.reason },
  });
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
  return { membershipId: membership.id };
}

/** Unpaid lines for periods from the effective day on come off by a credit note (MEM-13). */
function takeOffLaterDues(cx: Work, db: WritableDb, membership: MembershipRow, effectiveOn: Day): void {
  const paid = new Set(listPaidPeriods(db, membership.id).map((period) => period.id));
  for (const period of listPeriodsFrom(db, membership.id, effectiveOn)) {
    if (paid.has(period.id)) continue;
    cutPeriod(db, period, period.from, period.amountCents, cx.now);
    if (period.amountCents > 0)
      creditUnusedDues(cx, db, {
        householdId: membership.household_id,
        patientId: membership.patient_id,
        invoiceId: period.invoiceId,
        cents: period.amountCents,
        effectiveOn: cx.today,
        memo: "Cancelled before these days",
      });
  }
}

/** Takes a cancellation back until its day (MEM-13). Refuses `not_cancelled`, `cancellation_took_effect`. */
export function undoCancel(cx: Cx, membershipId: MembershipId): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => {
    const membership = requireMembership(db, membershipId);
    const cancellation = findCancellation(db, membershipId);
    if (!cancellation) refuse("not_cancelled", {});
    if (cancellation.effectiveOn <= cx.today)
      refuse("cancellation_took_effect", { effectiveOn: cancellation.effectiveOn });
    withdrawCancellation(db, cancellation.id, cx.now);
    refreshDrawCursor(db, membershipId, membership.start_on);
    audit(cx, db, "membership.cancellation_withdrawn", `membership/${membershipId}`, {
      before: { effectiveOn: cancellation.effectiveOn },
    });
    db.touch(`membership/${membershipId}`, "memberships", `household/${membership.household_id}`, "billing");
    return { membershipId };
  });
}
