/** The invoice editor and credit notes over the contract. */
import { roleMay, type Role } from "#domain/staff/permissions.ts";
import type { CreditNoteId } from "#domain/identity.ts";
import type { Cx } from "#services/context.ts";
import { listCreditable, makeCreditNote, previewCreditNote } from "#services/invoices/credit-note.ts";
import { deleteDraft, issueDraft, previewDraft, saveDraft } from "#services/invoices/drafts.ts";
import { invoiceHistory } from "#services/invoices/invoice-history.ts";
import { listProviders, openInEditor } from "#services/invoices/open-editor.ts";
import { previewRevision, reviseInvoice } from "#services/invoices/revise.ts";
import { readCreditNote } from "#services/statements/credit-note-data.ts";
import { pdfFileOut, type FileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import type { OfficeCore } from "../office-core.ts";

/** A discount by hand is a kind of waiver: who may waive fees may give one. */
export function mayDiscount(context: { readonly person: { readonly role: Role } }): { readonly mayDiscount: boolean } {
  return { mayDiscount: roleMay(context.person.role, "fees.waive") };
}

export const invoiceEditingHandlers = {
  invoiceEditor: {
    open: os.invoiceEditor.open.handler(({ context, input }) => openInEditor(context.cx, input.invoiceId)),
    providers: os.invoiceEditor.providers.handler(({ context }) => listProviders(context.cx)),
    history: os.invoiceEditor.history.handler(({ context, input }) => invoiceHistory(context.cx, input.invoiceId)),
    saveDraft: os.invoiceEditor.saveDraft.handler(({ context, input }) =>
      saveDraft(context.cx, { ...input, ...mayDiscount(context) }),
    ),
    deleteDraft: os.invoiceEditor.deleteDraft.handler(({ context, input }) => deleteDraft(context.cx, input)),
    issueDraft: os.invoiceEditor.issueDraft.handler(({ context, input }) =>
      issueDraft(context.cx, { ...input, ...mayDiscount(context) }),
    ),
    previewDraft: os.invoiceEditor.previewDraft.handler(({ context, input }) =>
      previewDraft(context.cx, { ...input, ...mayDiscount(context) }),
    ),
    previewRevision: os.invoiceEditor.previewRevision.handler(({ context, input }) =>
      previewRevision(context.cx, { ...input, ...mayDiscount(context) }),
    ),
    revise: os.invoiceEditor.revise.handler(({ context, input }) =>
      reviseInvoice(context.cx, { ...input, ...mayDiscount(context) }),
    ),
  },
  creditNotes: {
    open: os.creditNotes.open.handler(({ context, input }) => listCreditable(context.cx, input.invoiceId)),
    preview: os.creditNotes.preview.handler(({ context, input }) => previewCreditNote(context.cx, input)),
    make: os.creditNotes.make.handler(({ context, input }) => makeCreditNote(context.cx, input)),
    pdf: os.creditNotes.pdf.handler(({ context, input, signal }) =>
      creditNotePdf(context.office, context.cx, input.creditNoteId, signal),
    ),
  },
};

async function creditNotePdf(office: OfficeCore, cx: Cx, creditNoteId: CreditNoteId, signal: AbortSignal | undefined): Promise<FileOut> {
  const data = readCreditNote(cx, creditNoteId);
  const { pdf } = await office.documents().render("credit_note", data, signal ? { signal } : {});
  return pdfFileOut(`credit-note-${data.creditNoteNumber}.pdf`, pdf);
}
