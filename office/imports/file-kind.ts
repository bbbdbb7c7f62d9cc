/** Recognises files that are no text by their first bytes, so that the refusal can say what to do (S7). */

const signatures: readonly (readonly [kind: string, bytes: string])[] = [
  ["pdf", "%PDF-"],
  ["gzip", "\x1f\x8b"],
  ["xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["database", "SQLite format 3\0"],
  ["image", "\x89PNG"],
  ["image", "\xff\xd8\xff"],
  ["image", "GIF8"],
  ["rtf", "{\\rtf"],
  ["zip", "7z\xbc\xaf\x27\x1c"],
  ["zip", "Rar!"],
];

/** The kind of a file that is not text, as the refusal `import_file_is_not_text` names it. */
export function notTextKind(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(bytes.byteLength, 4096),
  ).toString("latin1");
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return zipKind(start);
  const known = signatures.find(([, signature]) => start.startsWith(signature));
  if (known) return known[0];
  const text = start
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  if (/^(?:<!doctype html|<html|<table|<head|<meta)/.test(text)) return "html";
  return text.startsWith("<?xml") ? "xml" : undefined;
}

/** Workbooks are ZIP archives; their first members tell them apart. */
function zipKind(start: string): string {
  if (start.includes("[Content_Types].xml") || start.includes("xl/") || start.includes("_rels/"))
    return "xlsx";
  return start.includes("opendocument.spreadsheet") ? "ods" : "zip";
}
