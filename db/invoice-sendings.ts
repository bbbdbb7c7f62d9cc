/** Which invoices went out together, and how, so that a sending marked by mistake can be undone (INV-4, F-12). */
import type { Instant } from "#domain/calendar.ts";
import { asId, type DocumentId, type InvoiceId, type InvoiceSendingId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type NewSending = {
  readonly documentId: DocumentId | null;
  readonly sentAt: Instant;
  readonly staffId: StaffId | null;
  /** By letter unless said otherwise. */
  readonly channel?: SendingChannel;
};

export type SendingChannel = "print" | "email";

export function insertSending(db: WritableDb, { documentId, sentAt, staffId, channel = "print" }: NewSending): InvoiceSendingId {
  const { id } = db.exec(
    "insert into invoice_sending (document_id, channel, sent_at, staff_id) values (?, ?, ?, ?)",
    documentId,
    channel,
    sentAt,
    staffId,
  );
  return asId<InvoiceSendingId>(id);
}

/** Marks one invoice as part of a sending; answers false for a draft or void one, which is never sent. */
export function markInvoiceSent(
  db: WritableDb,
  sendingId: InvoiceSendingId,
  invoiceId: InvoiceId,
  at: Instant,
  channel: SendingChannel = "print",
): boolean {
  const { changes } = db.exec(
    `insert into invoice_sent (sending_id, invoice_id, before_at, before_channel)
     select ?, id, last_sent_at, last_channel from invoice
     where id = ? and issued_at is not null and voided_on is null
     on conflict do nothing`,
    sendingId,
    invoiceId,
  );
  if (changes === 0) return false;
  db.exec("update invoice set last_sent_at = ?, last_channel = ? where id = ?", at, channel, invoiceId);
  return true;
}

export type SendingRow = { readonly sentAt: Instant; readonly undoneAt: Instant | null };

export function findSending(db: ReadableDb, sendingId: InvoiceSendingId): SendingRow | undefined {
  return db.get<SendingRow>(
    "select sent_at as sentAt, undone_at as undoneAt from invoice_sending where id = ?",
    sendingId,
  );
}

/** Gives each invoice its earlier mark back, but for those that were sent again since. Answers how many. */
export function undoSending(db: WritableDb, sendingId: InvoiceSendingId, sentAt: Instant, at: Instant): number {
  const { changes } = db.exec(
    `update invoice set last_sent_at = s.before_at, last_channel = s.before_channel
     from invoice_sent s
     where s.sending_id = ? and invoice.id = s.invoice_id and invoice.last_sent_at = ?`,
    sendingId,
    sentAt,
  );
  db.exec("update invoice_sending set undone_at = ? where id = ?", at, sendingId);
  return changes;
}
