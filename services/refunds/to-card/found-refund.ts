/**
 * A refund that the processor has and this file does not know (BIL-20): made after the backup that was
 * restored, or by another copy. It is written down under its own key, booked once, and never made again.
 */
import { findAttempt } from "#db/charging/attempts.ts";
import type { WritableDb } from "#db/database.ts";
import { findPayment } from "#db/payments.ts";
import { findPractice } from "#db/practice.ts";
import {
  findRefundAttempt,
  insertRefundAttempt,
  markRefundEnded,
  markRefundWaiting,
  nettedOf,
  type RefundBookedAs,
} from "#db/refund-attempts.ts";
import { nextProbeAt } from "#domain/charging/attempt.ts";
import type { Work } from "../../context.ts";
import type { ListedRefund } from "../../gateways/cards.ts";
import { audit } from "../../record.ts";
import { refundSubject, requireAttempt } from "./claim-refund.ts";
import { leaveClearing, raise, touch } from "./settle-refund.ts";
import { standOnSomething } from "./stand-on.ts";

export type FoundRefund = "known" | "other_practice" | "booked" | "noted";

/** Books a listed refund inside the caller's transaction, once; its charge is in the file already if it can be. */
export function bookFoundRefund(cx: Work, db: WritableDb, refund: ListedRefund): FoundRefund {
  const { key, metadata, outcome, amountCents } = refund;
  if (findRefundAttempt(db, key)) return "known";
  if (findPractice(db)?.lineage_id !== metadata.lineage) return "other_practice";
  const charge = findAttempt(db, refund.chargeKey);
  const payment = charge?.paymentId ? findPayment(db, charge.paymentId) : undefined;
  insertRefundAttempt(db, {
    key,
    chargeKey: charge?.key ?? null,
    paymentId: payment?.paymentId ?? null,
    householdId: payment?.householdId ?? charge?.householdId ?? null,
    amountCents,
    epoch: metadata.epoch,
    origin: "found",
    claimedBy: "",
    attemptOn: cx.today,
    staffId: null,
    reason: "",
    sentAt: "at" in outcome ? outcome.at : cx.now,
  });
  const ended = settleFound(cx, db, refund, charge && payment ? charge.amountCents - payment.amountCents : 0);
  audit(cx, db, "refund.found", refundSubject(key), { after: { state: outcome.state, amountCents, bookedAs: ended } });
  touch(db, requireAttempt(db, key));
  return ended === "sent" || ended === "netted" ? "booked" : "noted";
}

/** `missingCents`: what the charge's payment was booked less for, because it had been refunded when it was found. */
function settleFound(cx: Work, db: WritableDb, { key, chargeKey, amountCents, metadata, outcome }: ListedRefund, missingCents: number): RefundBookedAs | null {
  const attempt = requireAttempt(db, key);
  const told = { processorId: outcome.processorId, failure: null, at: cx.now, on: cx.today };
  if (outcome.state === "pending") {
    markRefundWaiting(db, key, { state: "pending", processorId: outcome.processorId, doubt: null, probeAt: nextProbeAt(attempt.sentAt, cx.now) });
    return null;
  }
  if (outcome.state === "declined") {
    markRefundEnded(db, key, { ...told, state: "declined", declineCode: outcome.code, bookedAs: "taken_back", entryId: null });
    return "taken_back";
  }
  const isNetted = missingCents - nettedOf(db, chargeKey) >= amountCents;
  const bookedAs = isNetted ? "netted" : standOnSomething(cx, db, attempt, metadata.invoiceId);
  const entryId = isNetted ? null : leaveClearing(cx, db, { ...attempt, reason: "found at the card processor" });
  markRefundEnded(db, key, { ...told, state: "succeeded", declineCode: null, bookedAs, entryId });
  if (bookedAs === "unplaced") raise(cx, db, attempt, "refund_unplaced", "refund_unplaced");
  else if (bookedAs === "sent") raise(cx, db, attempt, "refund_found", "refund_found_at_processor");
  return bookedAs;
}
