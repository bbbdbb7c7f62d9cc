import { expect, test } from "vitest";
import { largestScanBytes, pdfPages, scanKind } from "./scan.ts";

const of = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (letter) => letter.charCodeAt(0)) : part)));

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const pngEnd = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

test.each<[what: string, bytes: Uint8Array, kind: string]>([
  ["a PDF", of("%PDF-1.7\n1 0 obj\n", "trailer\n%%EOF\n"), "pdf"],
  ["a PDF behind a scanner's greeting", of("SCAN\r\n%PDF-1.4 ", "%%EOF"), "pdf"],
  ["a PNG", of(png, "IHDR", pngEnd), "png"],
  ["a JPEG", of([0xff, 0xd8, 0xff, 0xe0], "JFIF", [0xff, 0xd9]), "jpeg"],
])("MEM-8 %s is known by its content", (_, bytes, kind) => {
  expect(scanKind(bytes)).toBe(kind);
});

test.each<[what: string, bytes: Uint8Array, why: string]>([
  ["an empty file", of(), "empty"],
  ["a page of the web called scan.pdf", of("<!doctype html><p>signed</p>"), "kind"],
  ["a program", of([0x4d, 0x5a, 0x90, 0]), "kind"],
  ["a PDF that ends in the middle", of("%PDF-1.7\n1 0 obj"), "cut_off"],
  ["a PNG that ends in the middle", of(png, "IHDR"), "cut_off"],
  ["a JPEG that ends in the middle", of([0xff, 0xd8, 0xff, 0xe0], "JFIF"), "cut_off"],
  ["a PDF with a password", of("%PDF-1.7\n/Encrypt 5 0 R\n%%EOF"), "locked"],
])("MEM-8 %s is refused", (_, bytes, why) => {
  expect(() => scanKind(bytes)).toThrow(expect.objectContaining({ code: "scan_wrong", facts: expect.objectContaining({ why }) }));
});

test("MEM-8 a scan may be as large as the limit and no larger", () => {
  const sized = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    bytes.set(of("%PDF-1.7\n"));
    bytes.set(of("%%EOF"), size - 5);
    return bytes;
  };
  expect(scanKind(sized(largestScanBytes))).toBe("pdf");
  expect(() => scanKind(sized(largestScanBytes + 1))).toThrow(expect.objectContaining({ facts: { why: "too_large", megabytes: 5 } }));
});

test.each([
  ["%PDF-1.7 << /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >> %%EOF", 2],
  ["%PDF-1.7 << /Count 3 /Type /Pages >> << /Type /Pages /Count 1 >> %%EOF", 3],
  ["%PDF-1.7 all of it packed %%EOF", 1],
])("MEM-8 the pages of %j are %i", (source, pages) => {
  expect(pdfPages(of(source))).toBe(pages);
});
