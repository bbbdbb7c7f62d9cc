/**
 * The text encoding of a file (PPL-17): by its byte-order mark, else by the shape of UTF-16, else
 * UTF-8 if every byte is valid as that, else Windows-1252. The old Macintosh encoding cannot be told
 * from Windows-1252 by looking, so it is only ever chosen by hand.
 */
import { isUtf8 } from "node:buffer";
import type { TextEncoding } from "#domain/imports/file-settings.ts";
import { refuse } from "#domain/refusal.ts";

export type FoundEncoding = {
  readonly encoding: TextEncoding;
  /** Whether the bytes prove it; a preview decides where they do not. */
  readonly sure: boolean;
};

export function detectEncoding(bytes: Uint8Array): FoundEncoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", sure: true };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", sure: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", sure: true };
  const wide = wideShape(bytes);
  if (wide) return { encoding: wide, sure: false };
  if (isUtf8(bytes)) return { encoding: "utf-8", sure: true };
  return { encoding: "windows-1252", sure: false };
}

/** Latin text in UTF-16 has a zero in every other byte, in few of the others. */
function wideShape(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length - (bytes.length % 2), 8192);
  if (length < 4) return undefined;
  const zeros = [0, 0] as [number, number];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at % 2 === 0 ? 0 : 1] += 1;
  const pairs = length / 2;
  if (zeros[1] > pairs * 0.6 && zeros[0] < pairs * 0.1) return "utf-16le";
  if (zeros[0] > pairs * 0.6 && zeros[1] < pairs * 0.1) return "utf-16be";
  return undefined;
}

const pieceBytes = 64 * 1024;

/**
 * The text of a file, piece by piece and without its byte-order mark. Bytes that are not UTF-8 are
 * refused with their line when UTF-8 is asked for: `import_encoding_wrong`.
 */
export function* decodePieces(bytes: Uint8Array, encoding: TextEncoding): Generator<string> {
  if (encoding === "utf-8" && !isUtf8(bytes)) {
    refuse("import_encoding_wrong", { encoding: "UTF-8", line: firstWrongLine(bytes) });
  }
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    yield decoder.decode(piece, { stream: at + pieceBytes < bytes.length });
  }
}

function firstWrongLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) return line;
    // Every line is right on its own; the mistake can only stand in the last one.
    if (end < 0) return line;
    line += 1;
    start = end + 1;
  }
}

/** Whether decoded text is no text at all: control characters by the hundred, as in renamed binaries. */
export function looksBinary(text: string): boolean {
  if (text === "") return false;
  const controls = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return controls > 8 && controls / text.length > 0.1;
}
