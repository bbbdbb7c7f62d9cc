/** The desk's refunds with the processor's answer (INV-9, MEM-19): claimed and booked, sent, settled, and told. */
import { findRefundAttempt } from "#db/refund-attempts.ts";
import { look, type Cx } from "../../context.ts";
import { refundDues, type Refunded, type RefundInput } from "../refund-dues.ts";
import { refundPayment, type PaymentRefunded, type PaymentRefundInput } from "../refund-payment.ts";
import { viewOf, type RefundAttemptView } from "./refunds-view.ts";
import { sendClaimedRefunds } from "./send-refund.ts";

/** What is known of the refund to the card; null when the money went another way. */
export type WithCard = { readonly card: RefundAttemptView | null };

/** Refuses what `refundDues` refuses. */
export async function refundDuesNow(cx: Cx, input: RefundInput): Promise<Refunded & WithCard> {
  const done = refundDues(cx, input);
  await sendClaimedRefunds(cx);
  return { ...done, card: readCard(cx, done.attemptKey) };
}

/** Refuses what `refundPaymentWithin` refuses. */
export async function refundPaymentNow(cx: Cx, input: PaymentRefundInput): Promise<PaymentRefunded & WithCard> {
  const done = refundPayment(cx, input);
  await sendClaimedRefunds(cx);
  return { ...done, card: readCard(cx, done.attemptKey) };
}

function readCard(cx: Cx, key: string | null): RefundAttemptView | null {
  if (key === null) return null;
  return look<RefundAttemptView | null>(cx, (db) => {
    const attempt = findRefundAttempt(db, key);
    return attempt ? viewOf(cx, db, attempt) : null;
  });
}

