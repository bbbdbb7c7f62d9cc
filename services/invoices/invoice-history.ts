/** What happened to an issued invoice (INV-3): its revisions with their differences, its credit notes. */
import { listCreditNotes, type CreditNoteRow } from "#db/credit-notes.ts";
import { listRevisions } from "#db/invoices-edited.ts";
import { findInvoice, listInvoiceLines } from "#db/invoices.ts";
import type { Instant } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { diffRevisions, type RevisionDiff } from "#domain/invoices/revision.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { contentOf } from "./revise.ts";

export type RevisionView = {
  /** As it stands on paper: 1 for the first edit. */
  readonly revision: number;
  readonly madeAt: Instant;
  readonly madeBy: string | null;
  readonly reason: string;
  readonly diff: RevisionDiff;
};

export type InvoiceHistory = { readonly revision: number; readonly revisions: RevisionView[]; readonly creditNotes: CreditNoteRow[] };

/** The newest revision first. Refuses `invoice_not_found`. */
export function invoiceHistory(cx: Cx, invoiceId: InvoiceId): InvoiceHistory {
  return look<InvoiceHistory>(cx, (db) => {
    const invoice = findInvoice(db, invoiceId) ?? refuse("invoice_not_found", {});
    const rows = listRevisions(db, invoiceId);
    const now = contentOf(invoice, listInvoiceLines(db, invoiceId));
    const revisions = rows.map((row, index): RevisionView => ({
      revision: row.revision,
      madeAt: row.replacedAt,
      madeBy: row.replacedBy,
      reason: row.reason,
      diff: diffRevisions(row.content, rows[index + 1]?.content ?? now),
    }));
    return { revision: invoice.issuedAt === null ? 0 : invoice.revision - 1, revisions: revisions.toReversed(), creditNotes: listCreditNotes(db, invoiceId) };
  });
}
