/** Many invoices as one file, with progress and cancel, and the tracker's list on paper (INV-4, UI-7). */
import type { InvoiceRunProgress } from "#contract/invoices.ts";
import { openDocumentStore } from "#db/document-store.ts";
import type { Cx } from "#services/context.ts";
import { readInvoiceList } from "#services/invoices/list-on-paper.ts";
import type { ChosenInvoices } from "#services/invoices/list.ts";
import { prepareInvoiceRun, recordInvoiceRun } from "#services/invoices/print-run.ts";
import { pdfFileOut, type FileOut } from "../file-out.ts";
import { latest } from "../latest.ts";
import type { OfficeCore } from "../office-core.ts";

/** Yields how many invoices are laid out, then the file; nothing is kept when the signal stops it. */
export async function* printInvoices(
  office: OfficeCore,
  cx: Cx,
  chosen: ChosenInvoices,
  signal: AbortSignal | undefined,
): AsyncGenerator<InvoiceRunProgress> {
  const { invoices, leftOut, balanceCents } = prepareInvoiceRun(cx, chosen);
  const total = invoices.length;
  yield { state: "working", done: 0, total };
  const progress = latest<number>();
  const rendering = office
    .documents()
    .renderInvoices(
      invoices.map(({ data }) => data),
      ({ done }) => progress.set(done),
      signal,
    )
    .finally(() => progress.end());
  // Its failure is met below; until then nobody waits for it.
  rendering.catch(() => undefined);
  for await (const done of progress) yield { state: "working", done, total };
  const rendered = await rendering;
  const { folder, key } = office.requirePractice();
  const { documentId } = recordInvoiceRun(cx, invoices, {
    sha256: openDocumentStore(folder.documents, key).put(rendered.pdf),
    bytes: rendered.pdf.byteLength,
    pages: rendered.pages,
  });
  yield {
    state: "done",
    documentId,
    invoiceIds: invoices.map(({ invoiceId }) => invoiceId),
    pages: rendered.pages,
    balanceCents,
    leftOut,
    missingCharacters: [...rendered.missing],
  };
}

export async function invoiceListPdf(
  office: OfficeCore,
  cx: Cx,
  chosen: ChosenInvoices,
  signal: AbortSignal | undefined,
): Promise<FileOut> {
  const list = readInvoiceList(cx, chosen);
  const { pdf } = await office.documents().render("invoice_list", list, signal ? { signal } : {});
  return pdfFileOut(`invoices-${cx.today}.pdf`, pdf);
}
