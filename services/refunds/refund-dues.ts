/**
 * Refunds dues at the desk (MEM-19): a part of any captured payment, up to what is left of it. It does
 * not cancel by itself; the dialog asks, and a cancellation with it refunds nothing more.
 */
import type { WritableDb } from "#db/database.ts";
import { listPeriodsPaidFor, reducePeriod } from "#db/memberships/period-cuts.ts";
import { noteReduced } from "#db/refund-attempts.ts";
import { listPaidDues, type PaidDues, type RefundedBy } from "#db/refunds.ts";
import type { InvoiceId, MembershipId, PaymentId, RefundId } from "#domain/identity.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { cancelWithin, type CancelInput } from "../memberships/cancel.ts";
import { requireMembership } from "../memberships/require.ts";
import { tryOut } from "../try-out.ts";
import { bookRefund } from "./book-refund.ts";
import { leftOf, taxOf } from "./refundable.ts";
import { claimRefund } from "./to-card/claim-refund.ts";
import { requireWayToCard } from "./to-card/way-back.ts";

export type RefundInput = {
  readonly membershipId: MembershipId;
  readonly paymentId: PaymentId;
  readonly invoiceId: InvoiceId;
  readonly cents: Cents;
  readonly by: RefundedBy;
  /** The refunded part is owed again; by default it is not owed any more. */
  readonly owedAgain: boolean;
  readonly reason: string;
  /** Cancelling with it, where the desk said so. */
  readonly cancel: Omit<CancelInput, "membershipId" | "settlement" | "refundBy"> | null;
};

export type Refunded = {
  readonly refundId: RefundId;
  readonly cents: Cents;
  readonly leftAfterCents: Cents;
  readonly owedAfterCents: Cents;
  readonly cancelled: boolean;
  /** The request that carries it to a card; null when it goes another way. */
  readonly attemptKey: string | null;
};

/**
 * Refuses `membership_not_found`, `refund_payment_not_there`, `refund_too_much`, `refund_not_to_card`,
 * `refund_credit_owed`, and with a cancellation what `cancelWithin` refuses.
 */
export function refundDues(cx: Cx, input: RefundInput): Refunded {
  return act<Refunded>(cx, (db) => refundWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewRefund(cx: Cx, input: RefundInput): Refunded {
  return tryOut<Refunded>(cx.db, (db) => refundWithin(cx, db, input));
}

/**
 * The same inside the caller's transaction. What goes back to a card is claimed here, unless the caller
 * has claimed it with more; whoever commits sends it (`sendClaimedRefunds`).
 */
export function refundWithin(cx: Work, db: WritableDb, input: RefundInput, claimed: string | null = null): Refunded {
  const membership = requireMembership(db, input.membershipId);
  const paid = listPaidDues(db, membership.id).find(
    ({ paymentId, invoiceId }) => paymentId === input.paymentId && invoiceId === input.invoiceId,
  );
  if (!paid) refuse("refund_payment_not_there", {});
  const leftCents = leftOf(paid);
  const { receiptNumber } = paid;
  if (input.cents > leftCents) refuse("refund_too_much", { receiptNumber, leftCents });
  if (input.by === "credit" && input.owedAgain) refuse("refund_credit_owed", {});
  const taxCents = taxOf(paid, input.cents);
  const attemptKey = claimed ?? (input.by === "tender" && paid.tender === "card_on_file" ? claim(cx, db, input, paid) : null);
  const refundId = bookRefund(cx, db, {
    ...paid,
    patientId: membership.patient_id,
    membershipId: membership.id,
    cents: input.cents,
    taxCents,
    by: input.by,
    owedAgain: input.owedAgain,
    reason: input.reason,
    account: "deferred_dues",
    attemptKey,
  });
  // Days whose money went back are not given back a second time by a hold or a move.
  if (!input.owedAgain) noteReduced(db, refundId, reduceDays(cx, db, input, addCents(input.cents, -taxCents)));
  if (input.cancel)
    cancelWithin(cx, db, { ...input.cancel, membershipId: membership.id, settlement: "none", refundBy: null });
  db.touch(`membership/${membership.id}`);
  return {
    refundId,
    cents: input.cents,
    leftAfterCents: addCents(leftCents, -input.cents),
    owedAfterCents: owed(db, paid.householdId),
    cancelled: input.cancel !== null,
    attemptKey,
  };
}

/** The last days first, those are the unused ones: the invoice's own, and days that an `extend` has moved off any. */
function reduceDays(cx: Work, db: WritableDb, { membershipId, invoiceId }: RefundInput, cents: Cents): [periodId: number, cents: Cents][] {
  let left = cents;
  const reduced: [number, Cents][] = [];
  for (const period of listPeriodsPaidFor(db, membershipId, invoiceId).toReversed()) {
    const part = toCents(Math.min(left, period.amountCents));
    if (part <= 0) continue;
    reduced.push([reducePeriod(db, period, part, cx.now), part]);
    left = addCents(left, -part);
  }
  return reduced;
}

function claim(cx: Work, db: WritableDb, { cents, reason, cancel }: RefundInput, paid: PaidDues): string {
  const { paymentId, householdId } = paid;
  const chargeKey = requireWayToCard(cx, db, paid);
  // With a cancellation it stays owed, whatever the card says.
  return claimRefund(cx, db, { paymentId, householdId, chargeKey, cents, origin: cancel ? "settlement" : "desk", reason });
}

function owed(db: WritableDb, householdId: number): Cents {
  return (
    db.get<{ cents: Cents }>("select balance_cents as cents from household where id = ?", householdId)?.cents ?? toCents(0)
  );
}
