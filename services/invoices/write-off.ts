/** Gives up what is owed on an invoice (INV-10, BIL-15): an adjustment with a reason, not a tender. */
import type { WritableDb } from "#db/database.ts";
import { findPayable, insertAllocation } from "#db/invoices.ts";
import type { InvoiceId, PatientId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { audit, book } from "../record.ts";

export type WriteOff = {
  readonly invoiceId: InvoiceId;
  readonly amountCents: Cents;
  readonly reason: string;
  /** Whose part it is, where it is one member's; else it is the household's. */
  readonly patientId?: PatientId;
};

/**
 * Writes an amount off inside the caller's transaction, effective today. Refuses
 * `invoice_not_found`, `invoice_not_open` and `write_off_too_much`.
 */
export function writeOffInvoice(cx: Work, db: WritableDb, writeOff: WriteOff): void {
  const { invoiceId, amountCents, reason } = writeOff;
  invariant(amountCents > 0, "some amount to write off");
  const invoice = findPayable(db, invoiceId);
  if (!invoice) refuse("invoice_not_found", {});
  const { number, balanceCents, householdId } = invoice;
  if (!invoice.isOpen) refuse("invoice_not_open", { number });
  if (amountCents > balanceCents) refuse("write_off_too_much", { number, balanceCents });
  const entryId = book(cx, db, {
    kind: "written_off",
    householdId,
    patientId: writeOff.patientId ?? null,
    invoiceId,
    memo: reason,
    postings: [
      { account: "write_off", amountCents, householdId: null },
      { account: "receivable", amountCents: toCents(-amountCents), householdId },
    ],
  });
  insertAllocation(db, {
    invoiceId,
    source: "write_off",
    amountCents,
    effectiveOn: cx.today,
    entryId,
    createdAt: cx.now,
  });
  audit(cx, db, "invoice.written_off", `invoice/${invoiceId}`, {
    before: { balanceCents },
    after: { balanceCents: addCents(balanceCents, -amountCents), writtenOffCents: amountCents, reason },
  });
  db.touch("invoices", "billing", `invoice/${invoiceId}`, `household/${householdId}`);
}
