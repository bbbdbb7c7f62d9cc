/** The fees of holds that were billed (MEM-12): each draw of a hold's fee once (F-13). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

/** Days whose fee is on an invoice that stands, or was forgiven with it: a void invoice is not billed again by itself. */
export function listHoldFeeDays(db: ReadableDb, holdId: number): Day[] {
  return db.all<{ on: Day }>('select due_on as "on" from hold_fee where hold_id = ? order by due_on', holdId).map(({ on }) => on);
}

export function insertHoldFee(
  db: WritableDb,
  fee: { readonly holdId: number; readonly dueOn: Day; readonly invoiceId: InvoiceId; readonly createdAt: Instant },
): void {
  db.exec(
    "insert into hold_fee (hold_id, due_on, invoice_id, created_at) values (?, ?, ?, ?)",
    fee.holdId,
    fee.dueOn,
    fee.invoiceId,
    fee.createdAt,
  );
}
