/** Whether an invoice has stood with another household (PPL-3, MEM-15). */
import type { EntryId, InvoiceId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

/** Whether it went to another household, with a person, by a merge or by the undoing of one, after an entry was booked. */
export function hasMovedSince(db: ReadableDb, invoiceId: InvoiceId, entryId: EntryId): boolean {
  return (
    db.get(
      `select 1 from entry s where s.id = ? and (
         exists (select 1 from entry t where t.invoice_id = ? and t.kind = 'transferred' and t.id > s.id)
         or exists (select 1 from household_merge m where (m.created_at >= s.entered_at or m.undone_at >= s.entered_at)
           and exists (select 1 from json_each(m.kept, '$.rows.invoice') j where j.value = ?)))`,
      entryId,
      invoiceId,
      invoiceId,
    ) !== undefined
  );
}
