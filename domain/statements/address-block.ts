/**
 * Sets an address into the box behind the window (DOC-3): 10 pt where it fits, shrinking by half
 * points to 8, the smallest the post reads. What still does not fit is reported so that the office
 * shortens it; it is never printed beyond the box.
 */
import type { Rect } from "./envelope.ts";
import type { Letterhead, Recipient } from "./document-data.ts";
import { refuse } from "../refusal.ts";
import { textWidthEm } from "./text-width.ts";

const mmPerPt = 25.4 / 72;
const recipientSizesPt = [10, 9.5, 9, 8.5, 8];
/** The sender's window has no postal rule: small type is better than a missing line. */
const senderSizesPt = [9, 8.5, 8, 7.5, 7, 6.5];
/** Chapter 14's 4.2 mm at 10 pt; at 8 pt lines may move together to what the window leaves. */
const usualLeadingEm = 1.19;
const leastLeadingEm = 1.05;
/** The tallest capital with two accents and the deepest descender of Noto Sans. */
const ascentEm = 1.07;
const descentEm = 0.3;

export type AddressTooLong =
  | { readonly reason: "too_many_lines"; readonly lines: number; readonly most: number }
  | { readonly reason: "line_too_wide"; readonly line: number; readonly text: string };

/** An address set in its box: where each line's baseline lies and in what size. */
export type AddressBlock = {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly fontPt: number;
  readonly leadingMm: number;
  readonly lines: readonly string[];
  /** From the top of the sheet, one for each line. */
  readonly baselinesMm: readonly number[];
  readonly fits: boolean;
  /** The first reason why it does not fit at 8 pt; null when it fits. */
  readonly tooLong: AddressTooLong | null;
};

/** Sets `lines` into `box`, left-aligned and centred in height. Blank lines are left out. */
export function addressBlock(box: Rect, lines: readonly string[]): AddressBlock {
  return setInBox(box, lines, recipientSizesPt);
}

/**
 * Sets the practice into the sender's window: as it is where that fits, else with its address on
 * fewer lines, else on one line below the name.
 */
export function senderBlock(box: Rect, letterhead: Letterhead): AddressBlock {
  const { name, addressLines } = letterhead;
  const layouts = addressLines.map((_, joined) => [
    name,
    addressLines.slice(0, joined + 1).join(", "),
    ...addressLines.slice(joined + 1),
  ]);
  const blocks = layouts.map((lines) => setInBox(box, lines, senderSizesPt));
  return (
    blocks.find((block) => block.fits) ?? blocks.at(-1) ?? setInBox(box, [name], senderSizesPt)
  );
}

function setInBox(box: Rect, lines: readonly string[], sizesPt: readonly number[]): AddressBlock {
  const shown = lines
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "");
  const widestEm = Math.max(0, ...shown.map(textWidthEm));
  for (const fontPt of sizesPt) {
    const leadingEm = leadingFor(box, shown.length, fontPt);
    const least = fontPt === sizesPt.at(-1) ? leastLeadingEm : usualLeadingEm;
    if (leadingEm >= least && widestEm * fontPt * mmPerPt <= box.widthMm) {
      return place(box, shown, fontPt, leadingEm, null);
    }
  }
  const fontPt = sizesPt.at(-1) ?? 8;
  return place(box, shown, fontPt, leastLeadingEm, whyTooLong(box, shown, fontPt));
}

/** The lines in the window for a recipient: the name, then the address, nothing else (DOC-3). */
export function recipientLines(recipient: Recipient): string[] {
  return [recipient.name, ...recipient.addressLines];
}

/**
 * Refuses `address_too_long_for_window` before anything is printed, so that a batch can leave the
 * household out and say why (DOC-5).
 */
export function requireAddressFits(box: Rect, recipient: Recipient, householdNumber: string): void {
  const { tooLong } = addressBlock(box, recipientLines(recipient));
  if (tooLong !== null) refuse("address_too_long_for_window", { householdNumber, ...tooLong });
}

/** The usual leading, or what the box leaves between the first and the last line. */
function leadingFor(box: Rect, lines: number, fontPt: number): number {
  const boxEm = box.heightMm / (fontPt * mmPerPt);
  const linesEm = boxEm - ascentEm - descentEm;
  if (linesEm < 0) return 0;
  return lines <= 1 ? usualLeadingEm : Math.min(usualLeadingEm, linesEm / (lines - 1));
}

function whyTooLong(box: Rect, lines: readonly string[], fontPt: number): AddressTooLong {
  const wide = lines.findIndex((line) => textWidthEm(line) * fontPt * mmPerPt > box.widthMm);
  if (wide !== -1) return { reason: "line_too_wide", line: wide + 1, text: lines[wide] ?? "" };
  const boxEm = box.heightMm / (fontPt * mmPerPt);
  const most = Math.max(1, 1 + Math.floor((boxEm - ascentEm - descentEm) / leastLeadingEm + 1e-9));
  return { reason: "too_many_lines", lines: lines.length, most };
}

function place(
  box: Rect,
  lines: readonly string[],
  fontPt: number,
  leadingEm: number,
  tooLong: AddressTooLong | null,
): AddressBlock {
  const emMm = fontPt * mmPerPt;
  const leadingMm = leadingEm * emMm;
  const textMm = (ascentEm + descentEm) * emMm + Math.max(0, lines.length - 1) * leadingMm;
  const topMm = box.yMm + Math.max(0, (box.heightMm - textMm) / 2);
  return {
    ...box,
    fontPt,
    leadingMm: hundredths(leadingMm),
    lines,
    baselinesMm: lines.map((_, index) => hundredths(topMm + ascentEm * emMm + index * leadingMm)),
    fits: tooLong === null,
    tooLong,
  };
}

function hundredths(mm: number): number {
  return Math.round(mm * 100) / 100;
}
