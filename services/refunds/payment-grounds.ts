/** What of a payment can go back, and where it stands: invoice by invoice, and as unused credit (INV-9). */
import { depositOf } from "#db/closing/deposits.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPayment, type PaymentRecord } from "#db/payments.ts";
import { findSaleOfInvoice } from "#db/packages/sales.ts";
import { onTheWayOf } from "#db/refund-attempts.ts";
import { listCreditParts, listDuesOn, listInvoiceParts, standingOn } from "#db/refund-grounds.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { NoWayToCard } from "#domain/payments/refund-attempt-words.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx, type Work } from "../context.ts";
import { wayToCard } from "./to-card/way-back.ts";

export type RefundGround = {
  /** Null: household credit that this payment has brought and nothing used yet. */
  readonly invoiceId: InvoiceId | null;
  readonly invoiceNumber: number | null;
  readonly leftCents: Cents;
  /** It came onto the invoice as credit, so it cannot be owed again. */
  readonly throughCredit: boolean;
};

export type PaymentGrounds = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly receivedOn: Day;
  readonly tender: Tender;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly refundedCents: Cents;
  /** At most what was not refunded yet. */
  readonly leftCents: Cents;
  /** False for a card that cannot be paid back, see `noWay`, and for a check that is at the bank. */
  readonly canGoBack: boolean;
  readonly noWay: NoWayToCard | null;
  /** The card that it goes back to, where a card on file paid. */
  readonly cardLast4: string | null;
  /** Set aside and on its way to the card; it is in `refundedCents` already. */
  readonly onTheWayCents: Cents;
  readonly grounds: RefundGround[];
};

/** Refuses `payment_not_found` and `payment_already_reversed`. */
export function viewPaymentGrounds(cx: Cx, paymentId: PaymentId): PaymentGrounds {
  return look<PaymentGrounds>(cx, (db) => groundsOf(cx, db, requireStandingPayment(db, paymentId)));
}

/** Refuses `payment_not_found`, `payment_already_reversed`, `unit_payment_undo` and `wallet_payment_undo`. */
export function requireStandingPayment(db: ReadableDb, paymentId: PaymentId): PaymentRecord {
  const payment = findPayment(db, paymentId);
  if (!payment) refuse("payment_not_found", {});
  if (payment.reversedOn !== null) refuse("payment_already_reversed", { receiptNumber: payment.receiptNumber });
  if (payment.tender === "package_unit") refuse("unit_payment_undo", { receiptNumber: payment.receiptNumber });
  if (payment.tender === "wallet") refuse("wallet_payment_undo", { receiptNumber: payment.receiptNumber });
  return payment;
}

export function groundsOf(cx: Work, db: ReadableDb, payment: PaymentRecord): PaymentGrounds {
  const { paymentId, receiptNumber, receivedOn, tender, reference, amountCents, refundedCents } = payment;
  const leftCents = addCents(amountCents, -refundedCents);
  const unused = addCents(zeroCents, ...listCreditParts(db, paymentId).map((part) => part.leftCents));
  const grounds: RefundGround[] = listInvoiceParts(db, paymentId).flatMap((part) => {
    const { invoiceId, invoiceNumber, throughCreditCents } = part;
    // What was paid for a package goes back where the package is cancelled (PKG-6).
    if (findSaleOfInvoice(db, invoiceId)) return [];
    const dues = listDuesOn(db, invoiceId);
    // Dues that credit has paid go back by the membership's own refund, which knows their days.
    const ownCents = dues.length > 0 ? addCents(part.leftCents, -throughCreditCents) : part.leftCents;
    const standingCents = addCents(zeroCents, ...standingOn(db, invoiceId).map((one) => one.leftCents));
    const cents = toCents(Math.max(0, Math.min(ownCents, standingCents, leftCents)));
    return cents === 0 ? [] : [{ invoiceId, invoiceNumber, leftCents: cents, throughCredit: throughCreditCents > 0 }];
  });
  if (unused > 0) grounds.push({ invoiceId: null, invoiceNumber: null, leftCents: unused, throughCredit: false });
  const way = tender === "card_on_file" ? wayToCard(cx, db, paymentId) : null;
  return {
    paymentId,
    receiptNumber,
    receivedOn,
    tender,
    reference,
    amountCents,
    refundedCents,
    leftCents,
    canGoBack: way?.can ?? !(tender === "check" && depositOf(db, paymentId) !== undefined),
    noWay: way === null || way.can ? null : way.why,
    cardLast4: way?.last4 ?? null,
    onTheWayCents: onTheWayOf(db, paymentId),
    grounds,
  };
}
