/**
 * Text whose UTF-8 was once read as Windows-1252 (`JosÃ©` for `José`): recognised by undoing the
 * mistake and seeing valid UTF-8 come out, and repaired only when the office says so (PPL-17).
 */

/** The bytes 0x80–0x9F of Windows-1252; the five it leaves open stand for themselves. */
const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const byteOf: ReadonlyMap<string, number> = new Map(
  [...upper].map((sign, index) => [sign, 0x80 + index]),
);

/** A lead byte of UTF-8 as Windows-1252 shows it, followed by a continuation byte as it shows it. */
const suspicious = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text as it was before it was damaged, or nothing where it is not damaged in this way. */
export function repairText(text: string): string | undefined {
  if (!suspicious.test(text)) return undefined;
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    const byte = byteOf.get(sign) ?? (code < 0x100 ? code : undefined);
    // A letter that Windows-1252 does not have was never read as it: the text is what it is.
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  const repaired = utf8.decode(Uint8Array.from(bytes));
  // Bytes that are not UTF-8 come out as the replacement sign, which cannot have gone in.
  return repaired.includes("\ufffd") ? undefined : repaired;
}
