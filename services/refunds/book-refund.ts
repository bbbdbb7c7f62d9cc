/**
 * Books one refund (MEM-19, INV-9): the money leaves by the tender it came by, becomes household credit,
 * or waits as a check to write. The refunded part is not owed any more, unless it is said to be.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { insertAllocation, listAllocationsOfPayment } from "#db/invoices.ts";
import { insertRefund, type RefundedBy } from "#db/refunds.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId, RefundId } from "#domain/identity.ts";
import { accountOfTender, type Account, type Posting, type Tender } from "#domain/ledger/accounts.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { takeBackAllocation } from "../invoices/take-back-allocation.ts";
import { audit, book } from "../record.ts";

export type RefundToBook = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly tender: Tender;
  readonly invoiceId: InvoiceId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly membershipId: MembershipId;
  readonly cents: Cents;
  /** The part of it that is tax. */
  readonly taxCents: Cents;
  readonly by: RefundedBy;
  readonly owedAgain: boolean;
  readonly reason: string;
  /** Where the money stood until now. */
  readonly account: Extract<Account, "deferred_dues" | "revenue_activation">;
};

export function bookRefund(cx: Work, db: WritableDb, refund: RefundToBook): RefundId {
  const { paymentId, invoiceId, householdId, membershipId, cents, by, owedAgain, reason } = refund;
  const memo = `Refund of receipt ${refund.receiptNumber}: ${reason}`;
  const entryId = book(cx, db, {
    kind: "refunded",
    householdId,
    patientId: refund.patientId,
    invoiceId,
    paymentId,
    memo,
    postings: [...fromWhere(refund), toWhere(refund)],
  });
  if (owedAgain) reopen(cx, db, refund, entryId);
  const refundId = insertRefund(db, {
    paymentId,
    invoiceId,
    householdId,
    membershipId,
    amountCents: cents,
    paidBy: by,
    owedAgain,
    refundedOn: cx.today,
    reason,
    entryId,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  if (by === "credit")
    insertCredit(db, {
      householdId,
      origin: "settlement",
      paymentId: null,
      amountCents: cents,
      grantedOn: cx.today,
      memo,
      createdAt: cx.now,
    });
  audit(cx, db, "payment.refunded", `payment/${paymentId}`, {
    after: { invoiceId, refundedCents: cents, by, owedAgain, reason },
  });
  db.touch("payments", "invoices", "billing", "memberships", `invoice/${invoiceId}`, `household/${householdId}`);
  return refundId;
}

function fromWhere({ cents, taxCents, owedAgain, account, householdId }: RefundToBook): Posting[] {
  if (owedAgain) return [{ account: "receivable", amountCents: cents, householdId }];
  return [
    { account, amountCents: addCents(cents, -taxCents), householdId: null },
    { account: "tax_payable", amountCents: taxCents, householdId: null },
  ];
}

function toWhere({ cents, by, tender, householdId }: RefundToBook): Posting {
  const amountCents = toCents(-cents);
  if (by === "credit") return { account: "household_credit", amountCents, householdId };
  if (by === "check") return { account: "refunds_payable", amountCents, householdId: null };
  return { account: accountOfTender(tender), amountCents, householdId: null };
}

/** The invoice is open again for the part: its settlement by the payment gives way to a smaller one. */
function reopen(cx: Work, db: WritableDb, refund: RefundToBook, entryId: ReturnType<typeof book>): void {
  let left = refund.cents;
  for (const allocation of listAllocationsOfPayment(db, refund.paymentId)) {
    if (allocation.invoiceId !== refund.invoiceId || left === 0) continue;
    const part = toCents(Math.min(left, allocation.amountCents));
    takeBackAllocation(cx, db, allocation, entryId);
    const kept = addCents(allocation.amountCents, -part);
    if (kept > 0)
      insertAllocation(db, {
        invoiceId: refund.invoiceId,
        source: "payment",
        paymentId: refund.paymentId,
        amountCents: kept,
        effectiveOn: cx.today,
        entryId,
        createdAt: cx.now,
      });
    left = addCents(left, -part);
  }
}
