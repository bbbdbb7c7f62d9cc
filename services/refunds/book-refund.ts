/**
 * Books one refund (MEM-19, INV-9): the money leaves by the tender it came by, becomes household credit,
 * or waits as a check to write. The refunded part is not owed any more, unless it is said to be.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { insertAllocation, listAllocationsOfPayment } from "#db/invoices.ts";
import { insertRefund, type RefundedBy } from "#db/refunds.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId, RefundId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { accountOfTender, type Account, type Posting, type Tender } from "#domain/ledger/accounts.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import type { RefundPart } from "#domain/payments/refund-parts.ts";
import type { Work } from "../context.ts";
import { returnToCertificates } from "../gift-certificates/redeem.ts";
import { takeBackAllocation } from "../invoices/take-back-allocation.ts";
import { tellOfRefund } from "../messages/refunded.ts";
import { audit, book } from "../record.ts";

/** A refund of money that stands on an invoice. */
export type InvoiceRefund = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly tender: Tender;
  readonly invoiceId: InvoiceId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId | null;
  readonly membershipId: MembershipId | null;
  readonly cents: Cents;
  /** Where the money stood until now; none when the part is owed again. */
  readonly parts: readonly RefundPart[];
  readonly by: RefundedBy;
  readonly owedAgain: boolean;
  readonly reason: string;
  /** The claimed request that carries it to its card; a card's money goes back no other way (INV-9). */
  readonly attemptKey?: string | null;
};

export type DuesRefund = Omit<InvoiceRefund, "parts" | "membershipId" | "patientId"> & {
  readonly patientId: PatientId;
  readonly membershipId: MembershipId;
  /** The part of it that is tax. */
  readonly taxCents: Cents;
  readonly account: Extract<Account, "deferred_dues" | "revenue_activation">;
};

/** A refund of dues: of one account and the tax on it. */
export function bookRefund(cx: Work, db: WritableDb, { taxCents, account, ...refund }: DuesRefund): RefundId {
  return bookInvoiceRefund(cx, db, {
    ...refund,
    parts: [
      { account, cents: addCents(refund.cents, -taxCents) },
      { account: "tax_payable", cents: taxCents },
    ],
  });
}

export function bookInvoiceRefund(cx: Work, db: WritableDb, refund: InvoiceRefund): RefundId {
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
    attemptKey: attemptKeyOf(refund),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  if (by === "tender" && refund.tender === "gift_certificate") bookReturn(cx, db, refund, memo);
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
  tellOfRefund(cx, db, { householdId, membershipId, entryId });
  audit(cx, db, "payment.refunded", `payment/${paymentId}`, {
    after: { invoiceId, refundedCents: cents, by, owedAgain, reason },
  });
  db.touch("payments", "invoices", "billing", "memberships", `invoice/${invoiceId}`, `household/${householdId}`);
  return refundId;
}

function fromWhere({ cents, parts, owedAgain, householdId }: InvoiceRefund): Posting[] {
  if (owedAgain) return [{ account: "receivable", amountCents: cents, householdId }];
  return parts.map((part) => ({ account: part.account, amountCents: part.cents, householdId: null }));
}

/**
 * Money of a gift certificate goes back onto it. An entry of its own, because what is owed to the bearer
 * must not look like something that stands on the refunded invoice.
 */
export function bookReturn(
  cx: Work,
  db: WritableDb,
  { paymentId, householdId, cents }: Pick<InvoiceRefund, "paymentId" | "householdId" | "cents">,
  memo: string,
): void {
  book(cx, db, {
    kind: "refunded",
    householdId,
    paymentId,
    memo,
    postings: [
      { account: "refunds_payable", amountCents: cents, householdId: null },
      { account: "package_liability", amountCents: toCents(-cents), householdId: null },
    ],
  });
  returnToCertificates(cx, db, paymentId, cents);
}

function toWhere({ cents, by, tender, householdId }: InvoiceRefund): Posting {
  const amountCents = toCents(-cents);
  if (by === "credit") return { account: "household_credit", amountCents, householdId };
  // Owed to the household until the processor says that it has paid the card back.
  if (by === "check" || tender === "gift_certificate" || tender === "card_on_file") return { account: "refunds_payable", amountCents, householdId: null };
  return { account: accountOfTender(tender), amountCents, householdId: null };
}

/** Only what goes back to a card has one, and that must. */
export function attemptKeyOf({ by, tender, attemptKey }: { readonly by: string; readonly tender: Tender | undefined; readonly attemptKey?: string | null }): string | null {
  const goesToCard = by === "tender" && tender === "card_on_file";
  invariant(!goesToCard || attemptKey, "a refund to a card is claimed before it is booked");
  return goesToCard ? (attemptKey ?? null) : null;
}

/** The invoice is open again for the part: its settlement by the payment gives way to a smaller one. */
function reopen(cx: Work, db: WritableDb, refund: InvoiceRefund, entryId: ReturnType<typeof book>): void {
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
