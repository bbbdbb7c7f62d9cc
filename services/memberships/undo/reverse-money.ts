/**
 * Reverses everything one act booked (F-10): its payments, its invoices, what it took off other
 * invoices, the credit it used and the credit it granted, each by its own reversal.
 */
import { takeBackCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { findEntry } from "#db/ledger.ts";
import type { Trace } from "#db/memberships/change-trace.ts";
import {
  listAllocationsMade,
  listCreditsMade,
  listEntriesMade,
  listInvoicesMade,
  listPaymentsMade,
} from "#db/memberships/made-rows.ts";
import { invariant } from "#domain/invariant.ts";
import type { Work } from "../../context.ts";
import { takeBackAllocation } from "../../invoices/take-back-allocation.ts";
import { voidInvoice } from "../../invoices/void.ts";
import { reverseEntry } from "../../ledger/reverse-entry.ts";
import { reversePayment } from "../../payments/reverse.ts";

/** Refuses what `reversePayment` and `voidInvoice` refuse. */
export function reverseMoney(cx: Work, db: WritableDb, trace: Trace, reason: string): void {
  for (const paymentId of listPaymentsMade(db, trace)) reversePayment(cx, db, { paymentId, reason });
  for (const invoiceId of listInvoicesMade(db, trace)) voidInvoice(cx, db, { invoiceId, reason });
  for (const allocation of listAllocationsMade(db, trace)) {
    const kind = findEntry(db, allocation.entryId)?.kind;
    invariant(kind, "a settlement has its entry");
    takeBackAllocation(cx, db, allocation, reverseEntry(cx, db, allocation.entryId, { kind, memo: reason }));
    db.touch(`invoice/${allocation.invoiceId}`, "invoices");
  }
  for (const entryId of listEntriesMade(db, trace)) {
    const kind = findEntry(db, entryId)?.kind;
    invariant(kind === "credit_granted", "what is left of a change is the credit it granted");
    reverseEntry(cx, db, entryId, { kind, memo: reason });
  }
  for (const creditId of listCreditsMade(db, trace)) takeBackCredit(db, creditId, cx.today);
}
