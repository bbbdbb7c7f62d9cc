/** Takes a settlement back: an opposite row beside it, never an edit (F-10); the invoice opens again. */
import type { WritableDb } from "#db/database.ts";
import { insertAllocation, type LiveAllocation } from "#db/invoices.ts";
import type { EntryId } from "#domain/identity.ts";
import type { Work } from "../context.ts";

export function takeBackAllocation(
  cx: Work,
  db: WritableDb,
  allocation: LiveAllocation,
  entryId: EntryId,
): void {
  insertAllocation(db, {
    invoiceId: allocation.invoiceId,
    source: allocation.source,
    paymentId: allocation.paymentId,
    creditId: allocation.creditId,
    amountCents: -allocation.amountCents,
    effectiveOn: cx.today,
    entryId,
    reversesId: allocation.allocationId,
    createdAt: cx.now,
  });
}
