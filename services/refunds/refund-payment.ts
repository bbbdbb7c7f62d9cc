/**
 * Refunds a payment, whole or in part (INV-9): back the way it was paid, as household credit, or as a
 * check to write. Refunds of a payment never exceed it, and of an invoice never what stands on it.
 */
import type { WritableDb } from "#db/database.ts";
import type { PaymentRecord } from "#db/payments.ts";
import { listCreditParts, listDuesOn, refundedOf, standingOn } from "#db/refund-grounds.ts";
import { listPaidDues, type RefundedBy } from "#db/refunds.ts";
import type { InvoiceId, PaymentId, RefundId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refundParts, type StandingOn } from "#domain/payments/refund-parts.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { takeOffCertificates } from "../gift-certificates/redeem.ts";
import { tryOut } from "../try-out.ts";
import { bookCreditRefund } from "./book-credit-refund.ts";
import { bookInvoiceRefund } from "./book-refund.ts";
import { groundsOf, requireStandingPayment, type RefundGround } from "./payment-grounds.ts";
import { refundWithin } from "./refund-dues.ts";
import { taxOf } from "./refundable.ts";
import { claimRefund } from "./to-card/claim-refund.ts";
import { requireWayToCard } from "./to-card/way-back.ts";

export type RefundPartInput = {
  /** Null: of the household credit that the payment has brought. */
  readonly invoiceId: InvoiceId | null;
  readonly cents: Cents;
};

export type PaymentRefundInput = {
  readonly paymentId: PaymentId;
  readonly parts: readonly RefundPartInput[];
  readonly by: RefundedBy;
  /** The invoices are open again for it; by default the refunded part is not owed any more. */
  readonly owedAgain: boolean;
  readonly reason: string;
};

export type PaymentRefunded = {
  readonly refundIds: RefundId[];
  readonly cents: Cents;
  /** The part of it that is tax (INV-1). */
  readonly taxCents: Cents;
  /** What of the payment is left to refund. */
  readonly leftAfterCents: Cents;
  readonly owedAfterCents: Cents;
  readonly creditAfterCents: Cents;
  /** The request that carries it to a card; null when it goes another way. */
  readonly attemptKey: string | null;
};

/** The command. Refusals: see `refundPaymentWithin`. */
export function refundPayment(cx: Cx, input: PaymentRefundInput): PaymentRefunded {
  return act<PaymentRefunded>(cx, (db) => refundPaymentWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewPaymentRefund(cx: Cx, input: PaymentRefundInput): PaymentRefunded {
  return tryOut<PaymentRefunded>(cx.db, (db) => refundPaymentWithin(cx, db, input));
}

/**
 * Refuses `payment_not_found`, `payment_already_reversed`, `refund_nothing_chosen`, `refund_part_not_there`,
 * `refund_too_much`, `refund_not_to_card`, `refund_credit_owed`, `refund_credit_to_credit` and
 * `certificate_used`, `unit_payment_undo` for a redeemed package unit and `wallet_payment_undo` for a wallet's money. What goes back to a card is
 * claimed here, as one request for all its parts; `claimed` is one that the processor has carried out already.
 */
export function refundPaymentWithin(cx: Work, db: WritableDb, input: PaymentRefundInput, claimed: string | null = null): PaymentRefunded {
  const payment = requireStandingPayment(db, input.paymentId);
  const { receiptNumber, householdId } = payment;
  if (payment.tender === "package_unit") refuse("unit_payment_undo", { receiptNumber });
  if (payment.tender === "wallet") refuse("wallet_payment_undo", { receiptNumber });
  const grounds = groundsOf(cx, db, payment);
  const parts = input.parts.filter((part) => part.cents > 0);
  const cents = addCents(zeroCents, ...parts.map((part) => part.cents));
  if (cents === 0) refuse("refund_nothing_chosen", {});
  if (cents > grounds.leftCents) refuse("refund_too_much", { receiptNumber, leftCents: grounds.leftCents });
  if (input.by === "tender" && payment.tender === "check" && !grounds.canGoBack) refuse("refund_check_deposited", { receiptNumber });
  if (input.by === "credit" && input.owedAgain) refuse("refund_credit_owed", {});
  const attemptKey = input.by === "tender" && payment.tender === "card_on_file" ? (claimed ?? claim(cx, db, payment, cents, input.reason)) : null;
  const booked = parts.flatMap((part) => {
    const ground = grounds.grounds.find(({ invoiceId }) => invoiceId === part.invoiceId);
    if (!ground) refuse("refund_part_not_there", { receiptNumber });
    if (part.cents > ground.leftCents) refuse("refund_too_much", { receiptNumber, leftCents: ground.leftCents });
    return part.invoiceId === null
      ? refundUnusedCredit(cx, db, payment, part.cents, input, attemptKey)
      : refundOnInvoice(cx, db, payment, { ...ground, invoiceId: part.invoiceId }, part.cents, input, attemptKey);
  });
  const after = db.get<{ owedCents: Cents; creditCents: Cents }>(
    "select balance_cents as owedCents, credit_cents as creditCents from household where id = ?",
    householdId,
  );
  invariant(after, "the payment has its household");
  return {
    refundIds: booked.map((one) => one.refundId),
    cents,
    taxCents: addCents(zeroCents, ...booked.map((one) => one.taxCents)),
    leftAfterCents: addCents(grounds.leftCents, -cents),
    owedAfterCents: after.owedCents,
    creditAfterCents: after.creditCents,
    attemptKey,
  };
}

function claim(cx: Work, db: WritableDb, payment: PaymentRecord, cents: Cents, reason: string): string {
  const { paymentId, householdId } = payment;
  return claimRefund(cx, db, { paymentId, householdId, chargeKey: requireWayToCard(cx, db, payment), cents, origin: "desk", reason });
}

type Booked = { readonly refundId: RefundId; readonly taxCents: Cents };

function refundUnusedCredit(
  cx: Work,
  db: WritableDb,
  payment: PaymentRecord,
  cents: Cents,
  { by, owedAgain, reason }: PaymentRefundInput,
  attemptKey: string | null,
): Booked[] {
  if (by === "credit") refuse("refund_credit_to_credit", {});
  if (owedAgain) refuse("refund_credit_owed", {});
  let left: Cents = cents;
  return listCreditParts(db, payment.paymentId).flatMap(({ creditId, leftCents }) => {
    const part = toCents(Math.min(left, leftCents));
    if (part === 0) return [];
    left = addCents(left, -part);
    const refundId = bookCreditRefund(cx, db, { creditId, householdId: payment.householdId, payment, cents: part, by, reason, attemptKey });
    return [{ refundId, taxCents: zeroCents }];
  });
}

/** Dues go back by the membership's own refund, which cuts the days that were paid (MEM-19); the rest here. */
function refundOnInvoice(
  cx: Work,
  db: WritableDb,
  payment: PaymentRecord,
  ground: RefundGround & { readonly invoiceId: InvoiceId },
  cents: Cents,
  input: PaymentRefundInput,
  attemptKey: string | null,
): Booked[] {
  const { invoiceId } = ground;
  const { by, owedAgain, reason } = input;
  if (owedAgain && ground.throughCredit) refuse("refund_credit_owed", {});
  const dues = listDuesOn(db, invoiceId).flatMap((membershipId) => {
    const paid = listPaidDues(db, membershipId).find(
      (one) => one.paymentId === payment.paymentId && one.invoiceId === invoiceId,
    );
    return paid ? [{ membershipId, paid, leftCents: toCents(Math.max(0, paid.duesLeftCents)), taxCents: taxOf(paid, paid.duesLeftCents) }] : [];
  });
  const rest = restOf(standingOn(db, invoiceId), dues);
  const restCents = addCents(zeroCents, ...rest.map((one) => one.leftCents));
  const shares = sharesOf(cents, [...dues.map((one) => one.leftCents), restCents]);
  const booked = dues.flatMap(({ membershipId, paid }, index): Booked[] => {
    const share = shares[index] ?? zeroCents;
    if (share === 0) return [];
    const { refundId } = refundWithin(cx, db, { membershipId, paymentId: payment.paymentId, invoiceId, cents: share, by, owedAgain, reason, cancel: null }, attemptKey);
    return [{ refundId, taxCents: owedAgain ? zeroCents : taxOf(paid, share) }];
  });
  const share = shares.at(-1) ?? zeroCents;
  if (share === 0) return booked;
  const before = dues.length > 0 ? { cents: zeroCents, taxCents: zeroCents } : refundedOf(db, invoiceId);
  const parts = owedAgain ? [] : refundParts(share, rest, before);
  const refundId = bookInvoiceRefund(cx, db, {
    ...payment,
    invoiceId,
    patientId: null,
    membershipId: null,
    cents: share,
    parts,
    by,
    owedAgain,
    reason,
    attemptKey,
  });
  const owedToBearer = addCents(zeroCents, ...parts.map((part) => (part.account === "package_liability" ? part.cents : 0)));
  if (owedToBearer > 0) takeOffCertificates(cx, db, invoiceId, owedToBearer);
  const taxCents = addCents(zeroCents, ...parts.map((part) => (part.account === "tax_payable" ? part.cents : 0)));
  return [...booked, { refundId, taxCents }];
}

/** What stands on the invoice besides dues and the tax on them. */
function restOf(
  standing: readonly StandingOn[],
  dues: readonly { readonly taxCents: Cents }[],
): StandingOn[] {
  const duesTax = addCents(zeroCents, ...dues.map((one) => one.taxCents));
  return standing
    .filter(({ account }) => dues.length === 0 || (account !== "deferred_dues" && account !== "revenue_dues"))
    .map((one) => (one.account === "tax_payable" ? { ...one, leftCents: addCents(one.leftCents, -duesTax) } : one))
    .filter(({ leftCents }) => leftCents !== 0);
}

/** By what is left of each, rounded boundary by boundary, so that the shares add up. */
function sharesOf(cents: Cents, left: readonly Cents[]): Cents[] {
  const whole = addCents(zeroCents, ...left);
  let boundary = zeroCents;
  return left.map((one) => {
    const from = whole === 0 ? zeroCents : prorate(boundary, cents, whole);
    boundary = addCents(boundary, one);
    return addCents(whole === 0 ? zeroCents : prorate(boundary, cents, whole), -from);
  });
}
