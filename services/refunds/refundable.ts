/** What of a membership's dues can be refunded, payment by payment, and what the unused days suggest (MEM-19). */
import type { ReadableDb } from "#db/database.ts";
import { findCancellation, findLapseDay } from "#db/memberships/records.ts";
import { listPaidDues, type PaidDues } from "#db/refunds.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import { unusedCents } from "#domain/memberships/unused-days.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { look, type Cx, type Work } from "../context.ts";
import { listUnused, type UnusedPeriod } from "../memberships/worth-of-days.ts";
import type { NoWayToCard } from "#domain/payments/refund-attempt-words.ts";
import { requireMembership } from "../memberships/require.ts";
import { wayToCard } from "./to-card/way-back.ts";

export type Refundable = PaidDues & {
  readonly leftCents: Cents;
  /** What the days from the end of the membership, or from today on, cost; at most what is left. */
  readonly suggestedCents: Cents;
  /** False for a card that cannot be paid back, see `noWay`. */
  readonly canGoBack: boolean;
  readonly noWay: NoWayToCard | null;
  /** The card that it goes back to, where a card on file paid. */
  readonly cardLast4: string | null;
};

export type RefundStart = {
  /** The day from which the days are unused. */
  readonly unusedFromOn: Day;
  readonly payments: Refundable[];
};

/** Refuses `membership_not_found`. */
export function viewRefundable(cx: Cx, membershipId: MembershipId): RefundStart {
  return look<RefundStart>(cx, (db) => {
    requireMembership(db, membershipId);
    const unusedFromOn = findCancellation(db, membershipId)?.effectiveOn ?? findLapseDay(db, membershipId) ?? cx.today;
    return { unusedFromOn, payments: listRefundable(cx, db, membershipId, unusedFromOn) };
  });
}

export function listRefundable(cx: Work, db: ReadableDb, membershipId: MembershipId, unusedFromOn: Day): Refundable[] {
  const days = Map.groupBy(listUnused(db, membershipId, unusedFromOn), ({ period }) => period.invoiceId);
  const suggestedOn = new Map<InvoiceId, Cents>();
  // Days that an `extend` has moved lie on no invoice any more; the newest payments stand for them.
  let moved = addCents(zeroCents, ...(days.get(null) ?? []).map((day) => (day.account === "deferred_dues" ? day.unusedCents : zeroCents)));
  return listPaidDues(db, membershipId)
    .map((paid): Refundable => {
      const leftCents = leftOf(paid);
      const before = suggestedOn.get(paid.invoiceId) ?? zeroCents;
      const suggested = suggestionOf(paid, days.get(paid.invoiceId) ?? [], unusedFromOn);
      // Two payments on one invoice share what its days are worth.
      const ownCents = Math.max(0, Math.min(leftCents, suggested - before));
      const movedCents = Math.min(moved, leftCents - ownCents);
      moved = addCents(moved, -movedCents);
      const suggestedCents = toCents(ownCents + movedCents);
      suggestedOn.set(paid.invoiceId, addCents(before, ownCents));
      const way = paid.tender === "card_on_file" ? wayToCard(cx, db, paid.paymentId) : null;
      const noWay = way === null || way.can ? null : way.why;
      return { ...paid, leftCents, suggestedCents, canGoBack: noWay === null, noWay, cardLast4: way?.last4 ?? null };
    })
    .filter(({ leftCents }) => leftCents > 0);
}

/** What the unused days cost when they were billed, less what of them was refunded already. */
function suggestionOf(paid: PaidDues, days: readonly UnusedPeriod[], unusedFromOn: Day): Cents {
  const refunded = addCents(paid.duesNetCents, paid.duesTaxCents, -paid.duesLeftCents);
  const worth = days.map(({ period, unusedCents: cents, taxCents }, index) => {
    // A refund took its part from the last days.
    const own = index === days.length - 1 ? { ...period, amountCents: addCents(period.amountCents, refunded) } : period;
    return addCents(own === period ? cents : unusedCents(own, unusedFromOn), taxCents);
  });
  return addCents(zeroCents, ...worth, -refunded);
}

export function leftOf(paid: PaidDues): Cents {
  const { paymentLeftCents, partLeftCents, invoiceLeftCents, duesLeftCents } = paid;
  return toCents(Math.max(0, Math.min(paymentLeftCents, partLeftCents, invoiceLeftCents, duesLeftCents)));
}

/** The tax inside a refund, worked out on all that was refunded so far, so that parts end exactly (INV-1). */
export function taxOf(paid: PaidDues, cents: Cents): Cents {
  const gross = addCents(paid.duesNetCents, paid.duesTaxCents);
  const before = addCents(gross, -paid.duesLeftCents);
  const share = (of: Cents): Cents => (gross <= 0 ? zeroCents : prorate(paid.duesTaxCents, of, gross));
  return addCents(share(addCents(before, cents)), -share(before));
}
