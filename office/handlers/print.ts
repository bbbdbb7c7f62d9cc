/** PDFs of one invoice and one receipt, printed when asked for. */
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
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
