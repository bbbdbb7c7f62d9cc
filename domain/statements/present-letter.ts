/**
 * The part that every mailed document shares: sheet and margins, letterhead, title with its facts,
 * the address behind the window, and where the body may start (DOC-3). All positions are
 * millimetres on the sheet; the templates only put them there.
 */
import { dayOfMonthOf, monthOf, yearOf } from "../calendar.ts";
import type { Day } from "../calendar.ts";
import { addressBlock, recipientLines, senderBlock } from "./address-block.ts";
import type { AddressBlock } from "./address-block.ts";
import type { LetterKind, Letterhead, PrintSetup, Recipient } from "./document-data.ts";
import { documentLanguage, documentWords } from "./document-words.ts";
import { layOutWindows, papers } from "./envelope.ts";
import type { Rect, WindowLayout } from "./envelope.ts";
import type { Nudge } from "./nudge.ts";

export type LabelledText = { readonly label: string; readonly value: string };

/** Lines at fixed baselines inside a box that hides whatever does not fit. */
export type SetLines = {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly fontPt: number;
  readonly lines: readonly { readonly text: string; readonly baselineMm: number }[];
};

/** The letter around a body; see `templates/letter.typ` for how each part is drawn. */
export type LetterPrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly language: "en" | "es";
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly margin: {
    readonly leftMm: number;
    readonly rightMm: number;
    readonly topMm: number;
    readonly bottomMm: number;
  };
  readonly nudge: Nudge;
  readonly sender: {
    readonly name: string;
    readonly lines: readonly string[];
    readonly area: Rect;
    /** Set into the sender's window of a double-window envelope; null = free at the top left. */
    readonly inWindow: SetLines | null;
  };
  readonly heading: string;
  readonly facts: readonly LabelledText[];
  readonly factsArea: Rect;
  /** Free space beside the address for what matters most; null where the window leaves none. */
  readonly aside: Rect | null;
  readonly pageWords: { readonly page: string; readonly of: string };
  readonly address: SetLines;
  readonly bodyStartsAtMm: number;
  /** Top line of the second and later pages. */
  readonly running: string;
  /** The mark across a training document (F-20); null for real ones. */
  readonly mark: string | null;
};

export type LetterFacts = {
  readonly kind: LetterKind;
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly datedOn: Day;
  readonly heading: string;
  /** What names this document among its kind, for the title and later pages, such as `Account 1042`. */
  readonly reference: string;
  readonly facts: readonly LabelledText[];
};

/** Air between the window and the first line of the body, beyond what the rule asks. */
const bodyAirMm = 2;
const letterTopMm = 14;
const senderWidthMm = 92;
const factsWidthMm = 76;
const factsLeastHeightMm = 42;
const asideMm = { widthMm: 56, leastWidthMm: 42, heightMm: 22 };
/** Between a window and the nearest print beside it. */
const besideWindowMm = 4;

export function presentLetter(facts: LetterFacts): LetterPrint {
  const { setup, letterhead, heading, reference, datedOn } = facts;
  const words = documentWords(setup.locale, setup.words);
  const windows = layOutWindows(setup.envelope, setup.paper, setup.addressWindow);
  const margin = marginsFor(windows);
  const rightEdgeMm = papers[setup.paper].widthMm - margin.rightMm;
  const bodyStartsAtMm = windows.bodyStartsAtMm + bodyAirMm;
  const aside = asideArea(windows, rightEdgeMm, bodyStartsAtMm);
  const contact = [
    ...(letterhead.phone === null ? [] : [{ label: words.phone, value: letterhead.phone }]),
    ...(letterhead.email === null ? [] : [{ label: words.email, value: letterhead.email }]),
  ];
  return {
    title: `${heading} \u2013 ${reference}`,
    author: letterhead.name,
    dated: { year: yearOf(datedOn), month: monthOf(datedOn), day: dayOfMonthOf(datedOn) },
    language: documentLanguage(setup.locale),
    sheet: papers[setup.paper],
    margin,
    nudge: setup.nudge,
    sender: {
      name: letterhead.name,
      lines: [...letterhead.addressLines, ...contact.map((line) => line.value)],
      area: {
        xMm: margin.leftMm,
        yMm: letterTopMm,
        widthMm: senderWidthMm,
        heightMm: Math.min(...windows.seen.map((rect) => rect.yMm)) - letterTopMm,
      },
      inWindow: senderLines(windows, letterhead),
    },
    heading,
    // A sender's window holds name and address only, so the telephone moves to the facts.
    facts: windows.senderBox === null ? facts.facts : [...facts.facts, ...contact],
    factsArea: factsArea(windows, rightEdgeMm, aside?.yMm ?? bodyStartsAtMm),
    aside,
    pageWords: { page: words.page, of: words.of },
    address: setLines(addressBlock(windows.addressBox, recipientLines(facts.recipient))),
    bodyStartsAtMm,
    running: [letterhead.name, heading, reference].join(" \u00b7 "),
    mark: setup.training ? words.notReal[facts.kind] : null,
  };
}

export function setLines(block: AddressBlock): SetLines {
  const { xMm, yMm, widthMm, heightMm, fontPt } = block;
  return {
    xMm,
    yMm,
    widthMm,
    heightMm,
    fontPt,
    lines: block.lines.map((text, index) => ({
      text,
      baselineMm: block.baselinesMm[index] ?? yMm,
    })),
  };
}

/** Name and address in the sender's window, on the same left line as the recipient where it can be. */
function senderLines(windows: WindowLayout, letterhead: Letterhead): SetLines | null {
  const box = windows.senderBox;
  if (box === null) return null;
  const shiftMm = Math.max(0, windows.addressBox.xMm - box.xMm);
  const aligned = { ...box, xMm: box.xMm + shiftMm, widthMm: box.widthMm - shiftMm };
  return setLines(senderBlock(aligned, letterhead));
}

/** The right edges of what the windows can show above a height. */
function seenRightMm(windows: WindowLayout, aboveMm: number): number {
  const rects = windows.seen.filter((rect) => rect.yMm < aboveMm);
  return Math.max(0, ...rects.map((rect) => rect.xMm + rect.widthMm));
}

/** As wide as it can be above the window where that leaves height enough, else beside the window. */
function factsArea(windows: WindowLayout, rightEdgeMm: number, endsAtMm: number): Rect {
  const aboveMm = Math.min(endsAtMm, ...windows.seen.map((rect) => rect.yMm)) - letterTopMm - 2;
  const freeMm = rightEdgeMm - seenRightMm(windows, endsAtMm) - besideWindowMm;
  const isBeside = freeMm >= factsWidthMm || aboveMm < factsLeastHeightMm;
  const widthMm = isBeside ? Math.min(factsWidthMm, freeMm) : factsWidthMm;
  const heightMm = isBeside ? endsAtMm - letterTopMm - 2 : aboveMm;
  return { xMm: rightEdgeMm - widthMm, yMm: letterTopMm, widthMm, heightMm };
}

function asideArea(
  windows: WindowLayout,
  rightEdgeMm: number,
  bodyStartsAtMm: number,
): Rect | null {
  const freeMm = rightEdgeMm - seenRightMm(windows, bodyStartsAtMm) - besideWindowMm;
  if (freeMm < asideMm.leastWidthMm) return null;
  const widthMm = Math.min(asideMm.widthMm, freeMm);
  const yMm = bodyStartsAtMm - asideMm.heightMm - besideWindowMm;
  return { xMm: rightEdgeMm - widthMm, yMm, widthMm, heightMm: asideMm.heightMm };
}

/** The text's left edge follows the address, so that the page has one left line. */
function marginsFor(windows: WindowLayout): LetterPrint["margin"] {
  const leftMm = Math.min(Math.max(windows.addressBox.xMm, 15), 25.4);
  return { leftMm, rightMm: Math.min(leftMm, 20), topMm: 24, bottomMm: 14 };
}

/** Paragraphs of a text typed by the office: one an entry, blank lines dropped. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
