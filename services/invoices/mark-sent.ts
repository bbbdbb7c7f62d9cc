/** Invoices went out by letter, or they did not after all (INV-4). */
import { findSending, insertSending, markInvoiceSent, undoSending } from "#db/invoice-sendings.ts";
import type { DocumentId, InvoiceId, InvoiceSendingId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type MarkedSent = { readonly sendingId: InvoiceSendingId; readonly sent: number };

/** Drafts and void invoices are passed over. Refuses `invoices_none_to_print` when nothing is left. */
export function markInvoicesSent(
  cx: Cx,
  { invoiceIds, documentId }: { readonly invoiceIds: readonly InvoiceId[]; readonly documentId: DocumentId | null },
): MarkedSent {
  return act<MarkedSent>(cx, (db) => {
    const sendingId = insertSending(db, { documentId, sentAt: cx.now, staffId: cx.actor.staffId });
    const sent = [...new Set(invoiceIds)].filter((invoiceId) => markInvoiceSent(db, sendingId, invoiceId, cx.now));
    if (sent.length === 0) refuse("invoices_none_to_print", {});
    audit(cx, db, "invoices.sent", `invoice_sending/${sendingId}`, { after: { invoices: sent.length, channel: "print" } });
    db.touch("invoices", ...sent.map((invoiceId) => `invoice/${invoiceId}`));
    return { sendingId, sent: sent.length };
  });
}

/** Refuses `invoice_sending_not_found` for one that is undone already. */
export function unmarkInvoicesSent(
  cx: Cx,
  { sendingId }: { readonly sendingId: InvoiceSendingId },
): { readonly undone: number } {
  return act<{ readonly undone: number }>(cx, (db) => {
    const sending = findSending(db, sendingId);
    if (!sending || sending.undoneAt !== null) refuse("invoice_sending_not_found", {});
    const undone = undoSending(db, sendingId, sending.sentAt, cx.now);
    audit(cx, db, "invoices.sending_undone", `invoice_sending/${sendingId}`, { after: { invoices: undone } });
    db.touch("invoices");
    return { undone };
  });
}
