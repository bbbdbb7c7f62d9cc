/** "Send by e-mail" (INV-4, DOC-10): the exact copy is archived first, and goes out with a few lines. */
import { insertDocument, findDocument } from "#db/statements/records.ts";
import { findInvoice } from "#db/invoices.ts";
import type { DocumentId, HouseholdId, InvoiceId, MailId, PaymentId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { InvoiceData, ReceiptData } from "#domain/statements/document-data.ts";
import { documentWords } from "#domain/statements/document-words.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { readInvoiceToPrint } from "../statements/invoice-data.ts";
import { readReceipt } from "../statements/receipt-data.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { queueDocumentMail } from "./queue-mail.ts";
import { requireMailAddress } from "./reach.ts";

export type QueuedMail = { readonly mailId: MailId; readonly toEmail: string };
export type InvoiceToMail = { readonly householdId: HouseholdId; readonly invoiceId: InvoiceId; readonly data: InvoiceData };
export type ReceiptToMail = { readonly householdId: HouseholdId; readonly paymentId: PaymentId; readonly data: ReceiptData };

/**
 * Asked before the file is made. Refuses `invoice_not_found`, `mail_not_sendable` for a draft or void
 * one, `mail_not_set_up`, `mail_no_address` and `mail_address_bounced`.
 */
export function prepareInvoiceMail(cx: Cx, invoiceId: InvoiceId): InvoiceToMail {
  requireSendable(cx, invoiceId);
  const { householdId, data } = readInvoiceToPrint(cx, invoiceId);
  look<null>(cx, (db) => (requireMailAddress(db, householdId, cx.today), null));
  return { householdId, invoiceId, data };
}

function requireSendable(cx: Cx, invoiceId: InvoiceId): void {
  look<null>(cx, (db) => {
    const invoice = findInvoice(db, invoiceId) ?? refuse("invoice_not_found", {});
    if (invoice.number === null) refuse("mail_not_sendable", { what: "draft" });
    if (invoice.voidedOn !== null) refuse("mail_not_sendable", { what: "void" });
    return null;
  });
}

/** Archives the file and puts it into the outbox; the invoice counts as sent when it has gone. */
export function queueInvoiceMail(cx: Cx, { householdId, invoiceId, data }: InvoiceToMail, file: StoredFile): QueuedMail {
  const title = `Invoice ${data.invoiceNumber}`;
  const said = `${documentWords(data.setup.locale, data.setup.words).invoice} ${data.invoiceNumber}`;
  return keepAndQueue(cx, { householdId, about: "invoice", invoiceId, title, said, kind: "invoice" }, file);
}

/** Refuses `payment_not_found`, `receipt_taken_back`, `mail_not_set_up`, `mail_no_address` and `mail_address_bounced`. */
export function prepareReceiptMail(cx: Cx, paymentId: PaymentId): ReceiptToMail {
  const { householdId, data } = readReceipt(cx, paymentId);
  look<null>(cx, (db) => (requireMailAddress(db, householdId, cx.today), null));
  return { householdId, paymentId, data };
}

export function queueReceiptMail(cx: Cx, { householdId, data }: ReceiptToMail, file: StoredFile): QueuedMail {
  const title = `Receipt ${data.receiptNumber}`;
  const said = `${documentWords(data.setup.locale, data.setup.words).receipt} ${data.receiptNumber}`;
  return keepAndQueue(cx, { householdId, about: "receipt", invoiceId: null, title, said, kind: "receipt" }, file);
}

function keepAndQueue(
  cx: Cx,
  paper: {
    readonly householdId: HouseholdId;
    readonly about: "invoice" | "receipt";
    readonly invoiceId: InvoiceId | null;
    readonly title: string;
    /** What the message calls it, in the language of the household. */
    readonly said: string;
    readonly kind: "invoice" | "receipt";
  },
  file: StoredFile,
): QueuedMail {
  return act<QueuedMail>(cx, (db) => {
    const { householdId, about, invoiceId, title, said, kind } = paper;
    const documentId = insertDocument(db, { ...file, kind, householdId, title, createdBy: cx.actor.staffId, createdAt: cx.now });
    const queued = queueDocumentMail(cx, db, { householdId, about, documentId, invoiceId, title: said });
    audit(cx, db, "mail.queued", `household/${householdId}`, { after: { mailId: queued.mailId, documentId } });
    db.touch("documents");
    return queued;
  });
}

/** An archived document of one household, such as a statement. Refuses `document_not_found`, `mail_not_sendable`, and what `requireMailAddress` refuses. */
export function mailDocument(cx: Cx, documentId: DocumentId): QueuedMail {
  return act<QueuedMail>(cx, (db) => {
    const document = findDocument(db, documentId) ?? refuse("document_not_found", {});
    if (document.householdId === null) refuse("mail_not_sendable", { what: "household" });
    const queued = queueDocumentMail(cx, db, {
      householdId: document.householdId,
      about: "document",
      documentId,
      invoiceId: null,
      title: document.title,
    });
    audit(cx, db, "mail.queued", `household/${document.householdId}`, { after: { mailId: queued.mailId, documentId } });
    return queued;
  });
}
