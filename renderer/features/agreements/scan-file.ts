/** A file of the scanner on its way to the office (MEM-8): its size is told here, its content there. */
import { largestScanBytes } from "#domain/agreements/scan.ts";

/** What the file dialog offers; the office looks at the content, whatever the name says. */
export const scanTypes = "application/pdf,image/png,image/jpeg";

/** Why a file cannot be sent; null when it can. */
export function scanProblem(file: Pick<File, "size"> | null): string | null {
  if (file === null) return null;
  if (file.size === 0) return "This file is empty. Scan the paper again.";
  if (file.size <= largestScanBytes) return null;
  return `A scan may have ${largestScanBytes / 1_000_000} MB. Scan again in grey at 300 dots an inch, or only the signed pages.`;
}

export async function readScan(file: Blob): Promise<{ base64: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  // In parts, because the characters of a whole scan are too many arguments at once.
  for (let at = 0; at < bytes.length; at += 30_000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 30_000)));
  return { base64: btoa(parts.join("")) };
}
