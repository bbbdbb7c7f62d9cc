/** The answer to a bank in one file (BIL-17): cover, signed agreements, invoice and receipt. */
import { openDocumentStore } from "#db/document-store.ts";
import { documentLanguage } from "#domain/statements/document-words.ts";
import type { Cx } from "#services/context.ts";
import { readDisputeEvidence, type AgreementOnFile } from "#services/charging/dispute-evidence.ts";
import { readInvoiceToPrint } from "#services/statements/invoice-data.ts";
import { readReceipt } from "#services/statements/receipt-data.ts";
import { isOwnPdf } from "../documents/pdf-pages.ts";
import { pdfFileOut, type FileOut } from "../file-out.ts";
import type { OfficeCore } from "../office-core.ts";

export async function disputeEvidencePdf(
  office: OfficeCore,
  cx: Cx,
  id: number,
  signal: AbortSignal | undefined,
): Promise<FileOut> {
  const { cover, agreements, invoiceId, paymentId } = readDisputeEvidence(cx, id);
  const documents = office.documents();
  const stop = signal ? { signal } : {};
  const copies = agreements.map((agreement) => signedCopy(office, agreement));
  const data = {
    ...cover,
    agreements: agreements.map(({ sha256: _, ...agreement }, index) => ({ ...agreement, isEnclosed: copies[index] !== null })),
  };
  const parts: Uint8Array[] = [(await documents.render("dispute_evidence", data, stop)).pdf];
  parts.push(...copies.filter((copy) => copy !== null));
  if (invoiceId !== null) parts.push((await documents.render("invoice", readInvoiceToPrint(cx, invoiceId).data, stop)).pdf);
  if (paymentId !== null) parts.push((await documents.render("receipt", readReceipt(cx, paymentId, "evidence").data, stop)).pdf);
  const pdf = await documents.join(
    parts,
    {
      title: `Evidence in dispute ${cover.disputeId}`,
      author: cover.letterhead.name,
      language: documentLanguage(cover.setup.locale),
      datedOn: cover.madeOn,
    },
    signal,
  );
  return pdfFileOut(`dispute-${cover.disputeId}.pdf`, pdf);
}

/** Null where no copy was kept, where it was changed on the disk, and for a foreign PDF, which only its owner can add. */
function signedCopy(office: OfficeCore, { sha256 }: AgreementOnFile): Uint8Array | null {
  if (sha256 === null) return null;
  const { folder, key } = office.requirePractice();
  const bytes = openDocumentStore(folder.documents, key).get(sha256);
  return bytes !== undefined && isOwnPdf(bytes) ? bytes : null;
}
