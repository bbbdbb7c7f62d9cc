/** Puts a file into the documents folder, before the transaction that writes it down (DOC-2). */
import { openDocumentStore } from "#db/document-store.ts";
import type { StoredFile } from "#services/statements/record-statements.ts";
import type { RenderedDocument } from "../documents/renderer.ts";
import type { OfficeCore } from "../office-core.ts";

/** Without its row the file is never shown; the same bytes twice are one file. */
export function keepDocument(office: OfficeCore, { pdf, pages }: Pick<RenderedDocument, "pages"> & { readonly pdf: Uint8Array }): StoredFile {
  const { folder, key } = office.requirePractice();
  return { sha256: openDocumentStore(folder.documents, key).put(pdf), bytes: pdf.byteLength, pages };
}
