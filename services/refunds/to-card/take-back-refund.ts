/**
 * A refund that the processor refused never happened: its entries are reversed and its rows go, so that the
 * payment, the invoice, the credit and the paid days stand as before (INV-9). Where something else was built
 * on it meanwhile, the money stays owed to the household, and a check is written instead.
 */
import type { WritableDb } from "#db/database.ts";
import { insertAllocation, findPayable } from "#db/invoices.ts";
import { findEntry } from "#db/ledger.ts";
import { findPeriodInForce, reducePeriod } from "#db/memberships/period-cuts.ts";
import { deleteRefund, listCarried, setPaidBy, type CarriedRefund, type RefundAttemptRow } from "#db/refund-attempts.ts";
import { invariant } from "#domain/invariant.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { Work } from "../../context.ts";
import { dropUntold } from "../../messages/drop-untold.ts";
import { reverseEntry } from "../../ledger/reverse-entry.ts";

/** Answers what became of it: nothing of it stays, or a check to write. */
export function takeBackRefund(cx: Work, db: WritableDb, attempt: RefundAttemptRow): "taken_back" | "check" {
  const carried = listCarried(db, attempt.key);
  // One that was found on its way at the processor had not been booked: nothing is owed for it.
  if (carried.length === 0) return "taken_back";
  // A settlement is part of a cancellation or a move that stands: what it gave back is owed all the same.
  if (attempt.origin === "desk" && carried.every((refund) => canBeTakenBack(db, refund))) {
    for (const refund of carried.toReversed()) takeBack(cx, db, refund, attempt.reason);
    if (attempt.householdId !== null) dropUntold(cx, db, attempt.householdId);
    return "taken_back";
  }
  setPaidBy(db, attempt.key, "check");
  return "check";
}

function canBeTakenBack(db: WritableDb, refund: CarriedRefund): boolean {
  const { invoiceId, owedAgain, amountCents, entryId } = refund;
  // A gift certificate that the invoice sold was taken off with it and may be redeemed by somebody else now.
  if (findEntry(db, entryId)?.postings.some(({ account }) => account === "package_liability")) return false;
  if (owedAgain === 1) {
    const invoice = invoiceId === null ? undefined : findPayable(db, invoiceId);
    return invoice !== undefined && invoice.isOpen && invoice.balanceCents >= amountCents;
  }
  return reducedBy(refund).every(([periodId]) => findPeriodInForce(db, periodId) !== undefined);
}

function takeBack(cx: Work, db: WritableDb, refund: CarriedRefund, reason: string): void {
  const { invoiceId, paymentId, owedAgain, amountCents, entryId } = refund;
  const reversal = reverseEntry(cx, db, entryId, { kind: "refunded", memo: `Not taken by the card: ${reason}` });
  if (owedAgain === 1) {
    invariant(invoiceId !== null, "what is owed again was on an invoice");
    insertAllocation(db, {
      invoiceId,
      source: "payment",
      paymentId,
      amountCents,
      effectiveOn: cx.today,
      entryId: reversal,
      createdAt: cx.now,
    });
  }
  for (const [periodId, cents] of reducedBy(refund)) {
    const period = findPeriodInForce(db, periodId);
    invariant(period, "the row is as the refund left it");
    reducePeriod(db, period, toCents(-cents), cx.now);
  }
  deleteRefund(db, refund);
  db.touch("invoices", "memberships", ...(invoiceId === null ? [] : [`invoice/${invoiceId}`]));
}

function reducedBy({ reduced }: CarriedRefund): readonly (readonly [periodId: number, cents: Cents])[] {
  return JSON.parse(reduced) as readonly (readonly [number, Cents])[];
}
