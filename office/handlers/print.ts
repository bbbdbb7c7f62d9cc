/** PDFs of one invoice and one receipt, printed when asked for. */
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import type { DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import type { Cx } from "#services/context.ts";
import { readInvoiceToPrint } from "#services/statements/invoice-data.ts";
import { readReceipt } from "#services/statements/receipt-data.ts";
import { pdfFileOut, type FileOut } from "../file-out.ts";
import type { OfficeCore } from "../office-core.ts";

export async function invoicePdf(
  office: OfficeCore,
  cx: Cx,
  invoiceId: InvoiceId,
  signal: AbortSignal | undefined,
): Promise<FileOut> {
  const { data } = readInvoiceToPrint(cx, invoiceId);
  const { pdf } = await office.documents().render("invoice", data, signal ? { signal } : {});
  return pdfFileOut(`invoice-${data.invoiceNumber}.pdf`, pdf);
}

/** A short paper of the payments desk (INV-6, INV-9, PKG-12). */
export async function deskPaperPdf(
  office: OfficeCore,
  paper: { readonly fileName: string; readonly data: DeskPaperData },
  signal: AbortSignal | undefined,
): Promise<FileOut> {
  const { pdf } = await office.documents().render("desk_paper", paper.data, signal ? { signal } : {});
  return pdfFileOut(paper.fileName, pdf);
}

export async function receiptPdf(
  office: OfficeCore,
  cx: Cx,
  paymentId: PaymentId,
  signal: AbortSignal | undefined,
): Promise<FileOut> {
  const { data } = readReceipt(cx, paymentId);
  const { pdf } = await office.documents().render("receipt", data, signal ? { signal } : {});
  return pdfFileOut(`receipt-${data.receiptNumber}.pdf`, pdf);
}
