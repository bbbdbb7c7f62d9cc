/** The invoice tracker and what is done with an invoice, over the contract. */
import { isOfOneHousehold, isOneQuestion } from "#domain/invoices/one-question.ts";
import { applyCredit } from "#services/invoices/apply-credit.ts";
import { exportInvoicesCsv } from "#services/invoices/export-csv.ts";
import { issueTyped, previewTyped } from "#services/invoices/issue-typed.ts";
import { listTracker, totalTracker } from "#services/invoices/list.ts";
import { previewInvoice } from "#services/invoices/preview.ts";
import { voidAtDesk } from "#services/invoices/void.ts";
import { applyCredits, previewCredits } from "#services/invoices/apply-credits.ts";
import { markInvoicesSent, unmarkInvoicesSent } from "#services/invoices/mark-sent.ts";
import { chooseDefaultView } from "#services/lists/default-view.ts";
import { removeView } from "#services/lists/remove-view.ts";
import { changeView, renameView, saveView } from "#services/lists/save-view.ts";
import { listViews } from "#services/lists/views.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { listReaderOf } from "../list-reader.ts";
import { mayDiscount } from "./invoice-editing.ts";
import { invoiceListPdf, printInvoices } from "./print-invoices.ts";
import { invoicePdf } from "./print.ts";

export const invoiceHandlers = {
  invoices: {
    // What takes long reads in a thread, and ends with the question (T1).
    list: os.invoices.list.handler(({ context: { cx, office }, input, signal }) =>
      isOneQuestion(input.filter, input.sort)
        ? listTracker(cx, input)
        : listReaderOf(office.requirePractice()).page(input, cx.today, signal),
    ),
    totals: os.invoices.totals.handler(({ context: { cx, office }, input: { filter, exact }, signal }) =>
      isOfOneHousehold(filter)
        ? totalTracker(cx, filter)
        : listReaderOf(office.requirePractice()).totals(filter, cx.today, exact, signal),
    ),
    get: os.invoices.get.handler(({ context, input }) => previewInvoice(context.cx, input.invoiceId)),
    previewTyped: os.invoices.previewTyped.handler(({ context, input }) => previewTyped(context.cx, { ...input, ...mayDiscount(context) })),
    issue: os.invoices.issue.handler(({ context, input }) => issueTyped(context.cx, { ...input, ...mayDiscount(context) })),
    void: os.invoices.void.handler(({ context, input }) => voidAtDesk(context.cx, input)),
    applyCredit: os.invoices.applyCredit.handler(({ context, input }) => applyCredit(context.cx, input)),
    pdf: os.invoices.pdf.handler(({ context, input, signal }) =>
      invoicePdf(context.office, context.cx, input.invoiceId, signal),
    ),
    exportCsv: os.invoices.exportCsv.handler(({ context, input }) =>
      csvFileOut(`invoices-${context.cx.today}.csv`, exportInvoicesCsv(context.cx, input)),
    ),
    exportPdf: os.invoices.exportPdf.handler(({ context, input, signal }) =>
      invoiceListPdf(context.office, context.cx, input, signal),
    ),
    printRun: os.invoices.printRun.handler(({ context, input: { requestId, ...chosen }, signal }) =>
      printInvoices(
        context.office,
        { ...context.cx, request: { id: requestId, operation: "invoices.printRun" } },
        chosen,
        signal,
      ),
    ),
    markSent: os.invoices.markSent.handler(({ context, input }) => markInvoicesSent(context.cx, input)),
    unmarkSent: os.invoices.unmarkSent.handler(({ context, input }) => unmarkInvoicesSent(context.cx, input)),
    creditPreview: os.invoices.creditPreview.handler(({ context, input }) => previewCredits(context.cx, input)),
    applyCredits: os.invoices.applyCredits.handler(({ context, input }) => applyCredits(context.cx, input)),
    views: os.invoices.views.handler(({ context, input }) => listViews(context.cx, input.list)),
    saveView: os.invoices.saveView.handler(({ context, input }) => saveView(context.cx, input)),
    changeView: os.invoices.changeView.handler(({ context, input: { viewId, search, columns } }) =>
      changeView(context.cx, { viewId, search, columns }),
    ),
    renameView: os.invoices.renameView.handler(({ context, input }) => renameView(context.cx, input)),
    removeView: os.invoices.removeView.handler(({ context, input }) => removeView(context.cx, input)),
    chooseDefaultView: os.invoices.chooseDefaultView.handler(({ context, input }) =>
      chooseDefaultView(context.cx, input),
    ),
  },
};
