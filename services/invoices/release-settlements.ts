/**
 * Frees settlements of an invoice that comes to less than was put on it (INV-3): a write-off is taken
 * back, used credit becomes credit again, and what was paid becomes household credit. What was given
 * up goes first, then credit, then payments, the youngest first.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { insertAllocation, listAllocationsOfInvoice, type LiveAllocation } from "#db/invoices.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { reverseEntry } from "../ledger/reverse-entry.ts";
import { book } from "../record.ts";
import { takeBackAllocation } from "./take-back-allocation.ts";

export type SettledInvoice = { readonly invoiceId: InvoiceId; readonly householdId: HouseholdId };

/** What came off, and how much of it the household can use now. */
export type Released = { readonly cents: Cents; readonly toCreditCents: Cents };

const order: Readonly<Record<LiveAllocation["source"], number>> = { write_off: 0, credit: 1, payment: 2, credit_note: 3 };

/** Frees exactly `cents`; more than is settled, or than was not refunded, is a programmer error. */
export function releaseSettlements(cx: Work, db: WritableDb, invoice: SettledInvoice, cents: Cents, memo: string): Released {
  let left = cents;
  let toCreditCents = zeroCents;
  const live = listAllocationsOfInvoice(db, invoice.invoiceId).toReversed();
  for (const allocation of live.toSorted((a, b) => order[a.source] - order[b.source])) {
    if (left === 0) break;
    if (allocation.source === "credit_note") continue;
    const part = toCents(Math.min(left, freeOf(db, allocation)));
    if (part <= 0) continue;
    if (allocation.source === "payment") releasePayment(cx, db, invoice, allocation, part, memo);
    else releaseByEntry(cx, db, invoice, allocation, part, memo);
    if (allocation.source !== "write_off") toCreditCents = addCents(toCreditCents, part);
    left = addCents(left, -part);
  }
  invariant(left === 0, "no more is freed than was settled");
  return { cents, toCreditCents };
}

/** What a refund has given back of a payment does not become credit a second time. */
function freeOf(db: WritableDb, allocation: LiveAllocation): Cents {
  if (allocation.paymentId === null) return allocation.amountCents;
  const refunded = db.get<{ cents: Cents }>(
    "select coalesce(sum(amount_cents), 0) as cents from refund where payment_id = ? and invoice_id = ? and owed_again = 0",
    allocation.paymentId,
    allocation.invoiceId,
  );
  return addCents(allocation.amountCents, -(refunded?.cents ?? zeroCents));
}

function releasePayment(
  cx: Work,
  db: WritableDb,
  { householdId, invoiceId }: SettledInvoice,
  allocation: LiveAllocation,
  part: Cents,
  memo: string,
): void {
  const paymentId = allocation.paymentId as PaymentId;
  const entryId = book(cx, db, {
    kind: "credit_granted",
    householdId,
    invoiceId,
    paymentId,
    memo,
    postings: [
      { account: "receivable", amountCents: part, householdId },
      { account: "household_credit", amountCents: toCents(-part), householdId },
    ],
  });
  takeBackAllocation(cx, db, allocation, entryId);
  const kept = addCents(allocation.amountCents, -part);
  if (kept > 0)
    insertAllocation(db, { invoiceId, source: "payment", paymentId, amountCents: kept, effectiveOn: cx.today, entryId, createdAt: cx.now });
  insertCredit(db, { householdId, origin: "overpayment", paymentId, amountCents: part, grantedOn: cx.today, memo, createdAt: cx.now });
}

/** Credit and write-offs are freed by taking their own entry back and booking the part that stays anew. */
function releaseByEntry(cx: Work, db: WritableDb, invoice: SettledInvoice, allocation: LiveAllocation, part: Cents, memo: string): void {
  const reversal = reverseEntry(cx, db, allocation.entryId, { kind: "invoice_revised", memo });
  takeBackAllocation(cx, db, allocation, reversal);
  const kept = addCents(allocation.amountCents, -part);
  if (kept <= 0) return;
  const { householdId, invoiceId } = invoice;
  const isCredit = allocation.source === "credit";
  const entryId = book(cx, db, {
    kind: isCredit ? "credit_applied" : "written_off",
    householdId,
    invoiceId,
    memo,
    postings: [
      { account: isCredit ? "household_credit" : "write_off", amountCents: kept, householdId: isCredit ? householdId : null },
      { account: "receivable", amountCents: toCents(-kept), householdId },
    ],
  });
  insertAllocation(db, {
    invoiceId,
    source: allocation.source,
    creditId: allocation.creditId,
    amountCents: kept,
    effectiveOn: cx.today,
    entryId,
    createdAt: cx.now,
  });
}
