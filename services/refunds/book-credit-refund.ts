/** Books a refund of household credit (INV-9): what is left of it leaves as money. */
import type { WritableDb } from "#db/database.ts";
import { insertRefund } from "#db/refunds.ts";
import type { CreditId, HouseholdId, PaymentId, RefundId } from "#domain/identity.ts";
import { accountOfTender, type Account, type Tender } from "#domain/ledger/accounts.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { tellOfRefund } from "../messages/refunded.ts";
import { audit, book } from "../record.ts";
import { attemptKeyOf, bookReturn } from "./book-refund.ts";

export type CreditRefund = {
  readonly creditId: CreditId;
  readonly householdId: HouseholdId;
  /** The payment that brought it; null for credit of a credit note or of goodwill. */
  readonly payment: { readonly paymentId: PaymentId; readonly tender: Tender; readonly receiptNumber: number } | null;
  readonly cents: Cents;
  readonly by: "tender" | "check" | "cash";
  readonly reason: string;
  /** The claimed request that carries it to the card that paid. */
  readonly attemptKey?: string | null;
};

export function bookCreditRefund(cx: Work, db: WritableDb, refund: CreditRefund): RefundId {
  const { creditId, householdId, payment, cents, by, reason } = refund;
  const paymentId = payment?.paymentId ?? null;
  const memo = payment ? `Refund of receipt ${payment.receiptNumber}: ${reason}` : `Refund of credit: ${reason}`;
  const entryId = book(cx, db, {
    kind: "refunded",
    householdId,
    paymentId,
    memo,
    postings: [
      { account: "household_credit", amountCents: cents, householdId },
      { account: toWhere(by, payment?.tender), amountCents: toCents(-cents), householdId: null },
    ],
  });
  const refundId = insertRefund(db, {
    paymentId,
    invoiceId: null,
    creditId,
    householdId,
    membershipId: null,
    amountCents: cents,
    paidBy: by,
    owedAgain: false,
    refundedOn: cx.today,
    reason,
    entryId,
    attemptKey: attemptKeyOf({ by, tender: payment?.tender, ...(refund.attemptKey === undefined ? {} : { attemptKey: refund.attemptKey }) }),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  if (by === "tender" && payment?.tender === "gift_certificate")
    bookReturn(cx, db, { paymentId: payment.paymentId, householdId, cents }, memo);
  tellOfRefund(cx, db, { householdId, membershipId: null, entryId });
  audit(cx, db, "credit.refunded", `household/${householdId}`, { after: { creditId, paymentId, refundedCents: cents, by, reason } });
  db.touch("payments", "billing", `household/${householdId}`);
  return refundId;
}

function toWhere(by: CreditRefund["by"], tender: Tender | undefined): Account {
  if (by === "cash") return "cash_drawer";
  if (by === "check" || tender === undefined || tender === "gift_certificate" || tender === "card_on_file") return "refunds_payable";
  return accountOfTender(tender);
}
