/** The invoice tracker and what is done with an invoice, over the contract. */
import { applyCredit } from "#services/invoices/apply-credit.ts";
import { exportInvoicesCsv } from "#services/invoices/export-csv.ts";
import { issueTyped } from "#services/invoices/issue-typed.ts";
import { listTracker, totalTracker } from "#services/invoices/list.ts";
import { previewInvoice } from "#services/invoices/preview.ts";
import { voidAtDesk } from "#services/invoices/void.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { invoicePdf } from "./print.ts";

export const invoiceHandlers = {
  invoices: {
    list: os.invoices.list.handler(({ context, input }) => listTracker(context.cx, input)),
    totals: os.invoices.totals.handler(({ context, input }) => totalTracker(context.cx, input.filter)),
    get: os.invoices.get.handler(({ context, input }) => previewInvoice(context.cx, input.invoiceId)),
    issue: os.invoices.issue.handler(({ context, input }) => issueTyped(context.cx, input)),
    void: os.invoices.void.handler(({ context, input }) => voidAtDesk(context.cx, input)),
    applyCredit: os.invoices.applyCredit.handler(({ context, input }) => applyCredit(context.cx, input)),
    pdf: os.invoices.pdf.handler(({ context, input, signal }) =>
      invoicePdf(context.office, context.cx, input.invoiceId, signal),
    ),
    exportCsv: os.invoices.exportCsv.handler(({ context, input }) =>
      csvFileOut(`invoices-${context.cx.today}.csv`, exportInvoicesCsv(context.cx, input.filter)),
    ),
  },
};
