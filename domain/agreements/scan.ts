/** A scan of the signed paper (MEM-8): what it is, told by its content and never by its name. */
import { refuse } from "../refusal.ts";

export type ScanKind = "pdf" | "png" | "jpeg";

/** The largest scan that is taken: several pages at 300 dots an inch in grey. */
export const largestScanBytes = 5_000_000;

/** How far into a PDF its first words may stand, and how far before its end the last. */
const pdfEdge = 1024;

/** Refuses `scan_wrong`: empty, too large, of another kind, cut off, or locked with a password. */
export function scanKind(bytes: Uint8Array): ScanKind {
  if (bytes.length === 0) refuse("scan_wrong", { why: "empty", megabytes: 0 });
  if (bytes.length > largestScanBytes)
    refuse("scan_wrong", { why: "too_large", megabytes: largestScanBytes / 1_000_000 });
  const isPng = begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (isPng) return whole("png", ends(bytes, [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]));
  if (begins(bytes, [0xff, 0xd8, 0xff])) return whole("jpeg", holds(bytes.subarray(-pdfEdge), [0xff, 0xd9]));
  if (!holds(bytes.subarray(0, pdfEdge), text("%PDF-"))) refuse("scan_wrong", { why: "kind", megabytes: 0 });
  if (holds(bytes, text("/Encrypt"))) refuse("scan_wrong", { why: "locked", megabytes: 0 });
  return whole("pdf", holds(bytes.subarray(-pdfEdge), text("%%EOF")));
}

/** Pages of a PDF as far as it tells without being unpacked; 1 when it does not. */
export function pdfPages(bytes: Uint8Array): number {
  const source = new TextDecoder("latin1").decode(bytes);
  const counts = [...source.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d{1,4})|\/Count\s+(\d{1,4})[^>]*?\/Type\s*\/Pages\b/gu)];
  return Math.max(1, ...counts.map((match) => Number(match[1] ?? match[2])));
}

function whole(kind: ScanKind, isWhole: boolean): ScanKind {
  return isWhole ? kind : refuse("scan_wrong", { why: "cut_off", megabytes: 0 });
}

function begins(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, at) => bytes[at] === byte);
}

function ends(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return begins(bytes.subarray(bytes.length - wanted.length), wanted);
}

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
    if (begins(bytes.subarray(at), wanted)) return true;
  return false;
}

function text(word: string): number[] {
  return Array.from(word, (letter) => letter.charCodeAt(0));
}
