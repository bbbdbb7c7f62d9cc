/**
 * Sets an address into the box behind the window (DOC-3): 10 pt where it fits, shrinking by half
 * points to 8, the smallest the post reads. What still does not fit is reported so that the office
 * shortens it; it is never printed beyond the box.
 */
import type { Rect } from "./envelope.ts";
import type { Recipient } from "./document-data.ts";
import { refuse } from "../refusal.ts";
import { textWidthEm } from "./text-width.ts";

const mmPerPt = 25.4 / 72;
const sizesPt = [10, 9.5, 9, 8.5, 8];
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
  const shown = lines.map((line) => line.replace(/\s+/gu, " ").trim()).filter((line) => line !== "");
  for (const fontPt of sizesPt) {
    const leadingEm = leadingFor(box, shown.length, fontPt);
    const least = fontPt === sizesPt.at(-1) ? leastLeadingEm : usualLeadingEm;
    if (leadingEm >= least && widestLine(box, shown, fontPt) === null) {
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

/** The index of the first line that is wider than the box; null when all fit. */
function widestLine(box: Rect, lines: readonly string[], fontPt: number): number | null {
  const index = lines.findIndex((line) => textWidthEm(line) * fontPt * mmPerPt > box.widthMm);
  return index === -1 ? null : index;
}

function whyTooLong(box: Rect, lines: readonly string[], fontPt: number): AddressTooLong {
  const wide = widestLine(box, lines, fontPt);
  if (wide !== null) return { reason: "line_too_wide", line: wide + 1, text: lines[wide] ?? "" };
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
