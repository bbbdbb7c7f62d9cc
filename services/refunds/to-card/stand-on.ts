/**
 * Money that the processor paid out without a refund of ours waiting for it: found after a restore (BIL-20),
 * or gone through after it had been taken back. It stands on what of its payment is left, the invoice it
 * was meant for first; where too little is left, a person clears it up.
 */
import type { WritableDb } from "#db/database.ts";
import { findPayment } from "#db/payments.ts";
import type { RefundAttemptRow } from "#db/refund-attempts.ts";
import { Refusal } from "#domain/refusal.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { Work } from "../../context.ts";
import { groundsOf } from "../payment-grounds.ts";
import { refundPaymentWithin, type RefundPartInput } from "../refund-payment.ts";

/** Books it as refunds of its payment under its key; `unplaced` when too little of the payment is left. */
export function standOnSomething(cx: Work, db: WritableDb, attempt: RefundAttemptRow, meantFor: number | null = null): "sent" | "unplaced" {
  const { key, paymentId, amountCents, reason } = attempt;
  const payment = paymentId === null ? undefined : findPayment(db, paymentId);
  if (!payment || payment.reversedOn !== null) return "unplaced";
  const parts = shareOut(groundsOf(cx, db, payment).grounds, amountCents, meantFor);
  if (!parts) return "unplaced";
  try {
    // Half of it must not stay when the other half finds no place.
    db.savepoint(() => {
      refundPaymentWithin(
        cx,
        db,
        { paymentId: payment.paymentId, parts, by: "tender", owedAgain: false, reason: reason === "" ? "Found at the card processor" : reason },
        key,
      );
      return null;
    });
  } catch (error) {
    if (error instanceof Refusal) return "unplaced";
    throw error;
  }
  return "sent";
}

type Ground = { readonly invoiceId: InvoiceId | null; readonly leftCents: Cents };

/** The invoice it was meant for first, then unused credit, then the others; nothing when it does not fit. */
function shareOut(grounds: readonly Ground[], cents: Cents, meantFor: number | null): RefundPartInput[] | undefined {
  const rank = ({ invoiceId }: Ground): number => (invoiceId !== null && invoiceId === meantFor ? 0 : invoiceId === null ? 1 : 2);
  let left: number = cents;
  const parts: RefundPartInput[] = [];
  for (const ground of grounds.toSorted((a, b) => rank(a) - rank(b))) {
    const part = toCents(Math.min(left, ground.leftCents));
    if (part <= 0) continue;
    parts.push({ invoiceId: ground.invoiceId, cents: part });
    left -= part;
  }
  return left === 0 ? parts : undefined;
}
