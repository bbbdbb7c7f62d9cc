/**
 * The word on an invoice (INV-2), derived from its record and today, first match. The same rule as
 * one SQL expression stands in `db/invoice-tracker/status-case.ts`; a test holds the two together.
 */
import type { Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { InvoiceStatus } from "./status-words.ts";

/** What the status depends on. */
export type InvoiceState = {
  readonly issuedAt: string | null;
  readonly voidedOn: Day | null;
  readonly dueOn: Day;
  readonly paidCents: Cents;
  readonly creditedCents: Cents;
  readonly writtenOffCents: Cents;
  readonly refundedCents: Cents;
  readonly balanceCents: Cents;
};

/**
 * Void and draft come first. Once nothing is owed: refunded when all that was paid was given back,
 * written off when any part of it was, credited when credit notes alone settled it, else paid —
 * money, credit or units cover the whole remainder, and an invoice over nothing is paid too. While
 * something is owed: overdue from the day after the due day, part-paid when some of it is settled.
 */
export function invoiceStatus(invoice: InvoiceState, today: Day): InvoiceStatus {
  if (invoice.voidedOn !== null) return "void";
  if (invoice.issuedAt === null) return "draft";
  if (invoice.balanceCents <= 0) {
    if (invoice.refundedCents > 0 && invoice.refundedCents >= invoice.paidCents) return "refunded";
    if (invoice.writtenOffCents > 0) return "written_off";
    if (invoice.creditedCents > 0 && invoice.paidCents === 0) return "credited";
    return "paid";
  }
  if (invoice.dueOn < today) return "overdue";
  return invoice.paidCents + invoice.creditedCents + invoice.writtenOffCents > 0 ? "part_paid" : "unpaid";
}

/** Whether money may still be put on it. */
export function isOpen(invoice: Pick<InvoiceState, "issuedAt" | "voidedOn" | "balanceCents">): boolean {
  return invoice.voidedOn === null && invoice.issuedAt !== null && invoice.balanceCents > 0;
}
