/** Keeps the scan of a paper that was signed with a pen (MEM-8, INV-6): a PDF as it is, a picture as a page. */
import { pdfPages, scanKind } from "#domain/agreements/scan.ts";
import { scanToKeep } from "#services/agreements/to-print.ts";
import type { Cx } from "#services/context.ts";
import type { StoredFile } from "#services/statements/record-statements.ts";
import type { Call } from "../office-core.ts";
import { keepDocument } from "./keep-document.ts";

/** Refuses `scan_wrong`. */
export async function keepScan(
  call: Call & { readonly cx: Cx },
  { signal }: { readonly signal: AbortSignal | undefined },
  base64: string,
): Promise<StoredFile> {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const kind = scanKind(bytes);
  if (kind === "pdf") return keepDocument(call.office, { pdf: bytes, pages: pdfPages(bytes) });
  const data = scanToKeep(call.cx, { kind, bytes });
  return keepDocument(call.office, await call.office.documents().render("scan", data, signal ? { signal } : {}));
}
