/**
 * Takes money (INV-7, INV-8), for the desk in `take-split.ts` and for the card: one receipt, one ledger entry, allocations oldest due
 * first or as chosen, and the rest as household credit.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { insertAllocation } from "#db/invoices.ts";
import { takeNumber } from "#db/numbers.ts";
import { insertPayment } from "#db/payments.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { accountOfTender, type Posting } from "#domain/ledger/accounts.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import type { Applied, PaymentIntent } from "#domain/payments/allocate.ts";
import type { Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { redeemCertificate } from "../gift-certificates/redeem.ts";
import { audit, book } from "../record.ts";
import { spendWallets } from "../wallet/spend.ts";
import { planFor, type PlannedPayment } from "./plan.ts";

export type PaymentToTake = PaymentIntent & {
  readonly note: string;
  /** The desk was warned that a card charge of the same invoice may yet succeed (BIL-8). */
  readonly knowsOfCharge?: boolean | undefined;
};

export type TakenPayment = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly applied: readonly Applied[];
  readonly toCreditCents: Cents;
  readonly changeCents: Cents;
  readonly balanceAfterCents: Cents;
};

/**
 * Takes a payment inside the caller's transaction, effective today. Refuses
 * `payment_household_not_found`, `payment_not_positive`, `check_number_missing`, `cash_too_little`,
 * `tendered_not_cash`, and for chosen invoices `invoice_not_found`, `allocation_twice`,
 * `invoice_of_other_household`, `invoice_not_open`, `allocation_over_balance`, `allocation_over_amount`; for a gift certificate what `requireCertificate` refuses.
 */
export function takePayment(cx: Work, db: WritableDb, payment: PaymentToTake): TakenPayment {
  const plan = planFor(db, payment, cx.today);
  const { householdId, amountCents } = payment;
  const receiptNumber = takeNumber(db, "receipt");
  const paymentId = insertPayment(db, {
    receiptNumber,
    householdId,
    tender: payment.tender,
    reference: payment.reference.trim(),
    amountCents,
    tenderedCents: payment.tenderedCents,
    changeCents: plan.changeCents,
    receivedOn: cx.today,
    note: payment.note,
    staffId: cx.actor.staffId,
    workstation: cx.actor.workstation,
    createdAt: cx.now,
  });
  if (payment.tender === "gift_certificate") redeemCertificate(cx, db, paymentId, payment);
  const entryId = book(cx, db, {
    kind: "payment_received",
    householdId,
    paymentId,
    memo: `Receipt ${receiptNumber}`,
    postings: postingsOf(payment, plan),
  });
  if (payment.tender === "wallet") spendWallets(cx, db, { paymentId, householdId, amountCents, entryId });
  for (const part of plan.applied) {
    insertAllocation(db, {
      invoiceId: part.invoiceId,
      source: "payment",
      paymentId,
      amountCents: part.appliedCents,
      effectiveOn: cx.today,
      entryId,
      createdAt: cx.now,
    });
  }
  if (plan.toCreditCents > 0) {
    insertCredit(db, {
      householdId,
      origin: "overpayment",
      paymentId,
      amountCents: plan.toCreditCents,
      grantedOn: cx.today,
      memo: `Receipt ${receiptNumber}`,
      createdAt: cx.now,
    });
  }
  audit(cx, db, "payment.taken", `payment/${paymentId}`, {
    after: {
      receiptNumber,
      householdId,
      tender: payment.tender,
      amountCents,
      toCreditCents: plan.toCreditCents,
    },
  });
  noteMoneyBooked(cx, db, householdId);
  touchSettled(db, householdId, plan.applied);
  const { applied, toCreditCents, changeCents, balanceAfterCents } = plan;
  return { paymentId, receiptNumber, applied, toCreditCents, changeCents, balanceAfterCents };
}

function postingsOf(payment: PaymentToTake, plan: PlannedPayment): Posting[] {
  const { householdId, amountCents } = payment;
  const appliedCents = addCents(...plan.applied.map((part) => part.appliedCents));
  return [
    { account: accountOfTender(payment.tender), amountCents, householdId: null },
    { account: "receivable", amountCents: toCents(-appliedCents), householdId },
    { account: "household_credit", amountCents: toCents(-plan.toCreditCents), householdId },
  ];
}

/** Tells every window what a payment moved. */
export function touchSettled(
  db: WritableDb,
  householdId: HouseholdId,
  invoices: readonly { readonly invoiceId: InvoiceId }[],
): void {
  db.touch("payments", `household/${householdId}`);
  if (invoices.length > 0) db.touch("invoices", "billing", "memberships");
  for (const { invoiceId } of invoices) db.touch(`invoice/${invoiceId}`);
}
