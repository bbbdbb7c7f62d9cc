/**
 * The status of an invoice as one SQL expression over the alias `i`, the same rule as
 * `domain/invoices/status.ts` (INV-2). It takes today as its one parameter.
 */
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";

export const statusCase = `case
  when i.voided_on is not null then 'void'
  when i.issued_at is null then 'draft'
  when i.balance_cents <= 0 then case
    when i.refunded_cents > 0 and i.refunded_cents >= i.paid_cents then 'refunded'
    when i.written_off_cents > 0 then 'written_off'
    when i.credited_cents > 0 and i.paid_cents = 0 then 'credited'
    else 'paid' end
  when i.due_on < ? then 'overdue'
  when i.paid_cents + i.credited_cents + i.written_off_cents > 0 then 'part_paid'
  else 'unpaid' end`;

/** Something is owed. */
export const isOpenSql = "i.balance_cents > 0 and i.voided_on is null";

/** Of what is open, the due day tells the status: before today… */
export function isDue(status: InvoiceStatus): boolean {
  return status === "overdue";
}

/** …or from today on. */
export function isNotDue(status: InvoiceStatus): boolean {
  return status === "part_paid" || status === "unpaid";
}
