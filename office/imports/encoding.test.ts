import type { TextEncoding } from "#domain/imports/file-settings.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Refusal } from "#domain/refusal.ts";
import { decodePieces, detectEncoding, looksBinary } from "./encoding.ts";
import { notTextKind } from "./file-kind.ts";

const accents = "FIRST,LAST\r\nJosé,Beltrán\r\nĐặng,Łuczak\r\n";

function utf16(text: string, big = false): Uint8Array {
  const bytes = Buffer.from(text, "utf16le");
  return big ? bytes.swap16() : bytes;
}

test.each<[string, Uint8Array, TextEncoding, boolean]>([
  ["UTF-8", Buffer.from(accents), "utf-8", true],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${accents}`), "utf-8", true],
  ["UTF-16LE with a mark", utf16(`\ufeff${accents}`), "utf-16le", true],
  ["UTF-16BE with a mark", utf16(`\ufeff${accents}`, true), "utf-16be", true],
  ["UTF-16LE without a mark", utf16(accents.repeat(3)), "utf-16le", false],
  ["UTF-16BE without a mark", utf16(accents.repeat(3), true), "utf-16be", false],
])("PPL-17 %s is recognised and read without its mark", (_, bytes, encoding, sure) => {
  expect(detectEncoding(bytes)).toEqual({ encoding, sure });
  expect([...decodePieces(bytes, encoding)].join("").startsWith("FIRST,LAST")).toBe(true);
  expect([...decodePieces(bytes, encoding)].join("")).toContain("Łuczak");
});

test("PPL-17 bytes that are no UTF-8 are read as Windows-1252, with a doubt", () => {
  const bytes = Buffer.from("Jos\xe9 \x80 \x93quoted\x94", "latin1");
  expect(detectEncoding(bytes)).toEqual({ encoding: "windows-1252", sure: false });
  expect([...decodePieces(bytes, "windows-1252")].join("")).toBe("José € “quoted”");
});

test("PPL-17 the old Macintosh encoding can be chosen by hand", () => {
  expect([...decodePieces(Buffer.from("Jos\x8e", "latin1"), "macintosh")].join("")).toBe("José");
});

test("PPL-17 a letter cut in two by the pieces of reading stays whole", () => {
  const text = `${"a".repeat(64 * 1024 - 1)}é${"b".repeat(10)}`;
  expect([...decodePieces(Buffer.from(text), "utf-8")].join("")).toBe(text);
});

test("S7 UTF-8 chosen by hand for a file that is none is refused with the line", () => {
  const bytes = Buffer.from("FIRST\nAna\nJos\xe9\nBen\n", "latin1");
  expect(() => [...decodePieces(bytes, "utf-8")]).toThrow(
    expect.objectContaining({
      code: "import_encoding_wrong",
      facts: { encoding: "UTF-8", line: 3 },
    }) as Refusal,
  );
});

test.each<[string, Uint8Array]>([
  ["xlsx", Buffer.from("PK\x03\x04\x14\0\x06\0[Content_Types].xml", "latin1")],
  ["zip", Buffer.from("PK\x03\x04\x14\0\0\0patients.csv", "latin1")],
  [
    "ods",
    Buffer.from("PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "latin1"),
  ],
  ["xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ["pdf", Buffer.from("%PDF-1.7")],
  ["gzip", Buffer.from([0x1f, 0x8b, 8])],
  ["image", Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ["database", Buffer.from("SQLite format 3\0")],
  ["rtf", Buffer.from("{\\rtf1")],
  ["html", Buffer.from("\ufeff \n<TABLE><tr>")],
  ["xml", Buffer.from('<?xml version="1.0"?>')],
])("S7 a renamed %s is recognised", (kind, bytes) => {
  expect(notTextKind(bytes)).toBe(kind);
});

test("S7 text is not taken for anything else, whatever it starts with", () => {
  for (const text of ["PKID,Name", "GIF,Name", "{name}", "<name>,x", "%,x"]) {
    expect(notTextKind(Buffer.from(text))).toBeUndefined();
  }
});

test("S7 control characters by the hundred are no text", () => {
  expect(looksBinary("\u0001\u0002\u0003".repeat(50))).toBe(true);
  expect(looksBinary(`Ana,\u0001${"x".repeat(500)}`)).toBe(false);
  expect(looksBinary("")).toBe(false);
});

const folder = join(import.meta.dirname, "../../../shared/data/encodings");
const present = existsSync(folder);
if (!present) console.warn("Skipped: the files in several encodings are not on this computer.");

test.skipIf(!present).each<[string, TextEncoding]>([
  ["utf8-lf.csv", "utf-8"],
  ["utf8-bom-crlf.csv", "utf-8"],
  ["utf16le-bom-crlf.csv", "utf-16le"],
  ["windows1252-crlf.csv", "windows-1252"],
])("PPL-17 %s is read as %s and gives the same names as the others", (name, encoding) => {
  const bytes = readFileSync(join(folder, name));
  expect(detectEncoding(bytes).encoding).toBe(encoding);
  const lines = [...decodePieces(bytes, encoding)].join("").split(/\r?\n/);
  const reference = readFileSync(join(folder, "utf8-lf.csv"), "utf8").split("\n");
  // The Windows-1252 file lacks the rows whose letters it cannot write.
  expect(lines.filter((line) => !reference.includes(line))).toEqual([]);
  expect(lines[0]).toBe(reference[0]);
});
