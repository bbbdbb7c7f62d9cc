/** What of a membership's dues can be refunded, payment by payment, and what the unused days suggest (MEM-19). */
import type { ReadableDb } from "#db/database.ts";
import { findCancellation, findLapseDay } from "#db/memberships/records.ts";
import { listPaidDues, type PaidDues } from "#db/refunds.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { listUnused } from "../memberships/worth-of-days.ts";
import { requireMembership } from "../memberships/require.ts";

export type Refundable = PaidDues & {
  readonly leftCents: Cents;
  /** What the days from the end of the membership, or from today on, cost; at most what is left. */
  readonly suggestedCents: Cents;
  /** A card's money is at the processor, which cannot be asked for a refund from here yet. */
  readonly canGoBack: boolean;
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
    return { unusedFromOn, payments: listRefundable(db, membershipId, unusedFromOn) };
  });
}

export function listRefundable(db: ReadableDb, membershipId: MembershipId, unusedFromOn: Day): Refundable[] {
  const unused = new Map<number, Cents>();
  for (const { period, unusedCents } of listUnused(db, membershipId, unusedFromOn))
    if (period.invoiceId !== null)
      unused.set(period.invoiceId, addCents(unused.get(period.invoiceId) ?? zeroCents, unusedCents));
  return listPaidDues(db, membershipId)
    .map((paid): Refundable => {
      const leftCents = leftOf(paid);
      const suggested = unused.get(paid.invoiceId) ?? zeroCents;
      const suggestedCents = toCents(Math.min(leftCents, suggested));
      // Two payments on one invoice share what its days are worth.
      unused.set(paid.invoiceId, addCents(suggested, -suggestedCents));
      return { ...paid, leftCents, suggestedCents, canGoBack: paid.tender !== "card_on_file" };
    })
    .filter(({ leftCents }) => leftCents > 0);
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
