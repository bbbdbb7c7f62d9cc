/**
 * Claims a refund to a card (BIL-8, INV-9): a row with its key, its charge and its amount, committed with
 * the refunds that it carries before the processor hears of it. Those reserve the money in refunds payable,
 * so that no other window and no other act can give the same money away while it is on its way.
 */
import { randomUUID } from "node:crypto";
import type { WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { findRefundAttempt, insertRefundAttempt, listCarried, type RefundAttemptRow, type RefundOrigin } from "#db/refund-attempts.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Cents } from "#domain/money.ts";
import type { Work } from "../../context.ts";
import type { RefundRequest } from "../../gateways/cards.ts";
import { audit } from "../../record.ts";
import { thisStart } from "./this-start.ts";

export type RefundToClaim = {
  readonly paymentId: PaymentId;
  readonly householdId: HouseholdId;
  readonly chargeKey: string;
  readonly cents: Cents;
  readonly origin: Exclude<RefundOrigin, "found">;
  readonly reason: string;
};

/** Answers the key. The caller books refunds of the same amount under it, in the same transaction. */
export function claimRefund(cx: Work, db: WritableDb, refund: RefundToClaim): string {
  const practice = findPractice(db);
  invariant(practice && refund.cents > 0, "a refund has its practice and an amount");
  const key = randomUUID();
  insertRefundAttempt(db, {
    key,
    chargeKey: refund.chargeKey,
    paymentId: refund.paymentId,
    householdId: refund.householdId,
    amountCents: refund.cents,
    epoch: practice.epoch,
    origin: refund.origin,
    claimedBy: thisStart().id,
    attemptOn: cx.today,
    staffId: cx.actor.staffId,
    reason: refund.reason,
    sentAt: cx.now,
  });
  audit(cx, db, "refund.sent", refundSubject(key), {
    after: { paymentId: refund.paymentId, householdId: refund.householdId, amountCents: refund.cents, origin: refund.origin },
  });
  db.touch("refunds", "payments", `household/${refund.householdId}`);
  return key;
}

/** The subject of audit and attention rows about one refund to a card. */
export function refundSubject(key: string): string {
  return `refund/${key}`;
}

/** The very same request, from the frozen row; nothing for one that was found at the processor. */
export function requestOf(db: WritableDb, attempt: RefundAttemptRow): RefundRequest | undefined {
  const { key, chargeKey, amountCents, epoch, householdId, paymentId } = attempt;
  const practice = findPractice(db);
  if (!practice || chargeKey === null || householdId === null || paymentId === null) return undefined;
  const carried = listCarried(db, key).toSorted((a, b) => b.amountCents - a.amountCents);
  const invoiceId = carried[0]?.invoiceId ?? null;
  // The epoch it was claimed in: a file that was restored since must not send it again (BIL-20).
  return { key, chargeKey, amountCents, metadata: { lineage: practice.lineage_id, epoch, householdId, paymentId, invoiceId } };
}

/** For a claim of this file. */
export function requireAttempt(db: WritableDb, key: string): RefundAttemptRow {
  const attempt = findRefundAttempt(db, key);
  invariant(attempt, "an answer belongs to a refund of this file");
  return attempt;
}
