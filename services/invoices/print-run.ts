/**
 * Several invoices as one file for the printer (INV-4): what each says, who is left out and why, and
 * the record of the file that was made. Marking them as sent is an act of its own (`mark-sent.ts`).
 */
import { insertDocument } from "#db/statements/records.ts";
import type { DocumentId, InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import type { InvoiceData } from "#domain/statements/document-data.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { readInvoiceToPrint } from "../statements/invoice-data.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { everyTrackerRow, requireAtMost, type ChosenInvoices } from "./list.ts";

/** What one printer's tray and one patience hold. */
export const mostPrinted = 2_000;

export type PrintedInvoice = { readonly invoiceId: InvoiceId; readonly data: InvoiceData };
export type InvoiceRun = {
  readonly invoices: PrintedInvoice[];
  /** Drafts and void invoices among the chosen. */
  readonly leftOut: { readonly drafts: number; readonly voids: number };
  readonly balanceCents: Cents;
};

/** In the order of the list. Refuses `invoices_too_many` and `invoices_none_to_print`. */
export function prepareInvoiceRun(cx: Cx, chosen: ChosenInvoices): InvoiceRun {
  return look<InvoiceRun>(cx, (db) => {
    const { balanceCents } = requireAtMost(db, chosen, cx.today, mostPrinted);
    const rows = [...everyTrackerRow(db, chosen, cx.today)];
    const drafts = rows.filter((row) => row.status === "draft").length;
    const voids = rows.filter((row) => row.status === "void").length;
    if (rows.length === drafts + voids) refuse("invoices_none_to_print", {});
    return {
      invoices: rows
        .filter((row) => row.status !== "draft" && row.status !== "void")
        .map(({ invoiceId }) => ({ invoiceId, data: readInvoiceToPrint(cx, invoiceId).data })),
      leftOut: { drafts, voids },
      balanceCents,
    };
  });
}

export type RecordedRun = { readonly documentId: DocumentId };

/** Keeps the file that was made among the documents. */
export function recordInvoiceRun(cx: Cx, invoices: readonly PrintedInvoice[], file: StoredFile): RecordedRun {
  return act<RecordedRun>(cx, (db) => {
    const documentId = insertDocument(db, {
      ...file,
      kind: "invoice",
      householdId: null,
      title: `${invoices.length === 1 ? "1 invoice" : `${invoices.length} invoices`} printed on ${cx.today}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    audit(cx, db, "invoice_run.printed", `document/${documentId}`, {
      after: { invoices: invoices.length, pages: file.pages },
    });
    db.touch("documents");
    return { documentId };
  });
}
