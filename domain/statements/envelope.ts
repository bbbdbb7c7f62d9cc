/**
 * Window envelopes as data (DOC-3, chapter 14 “Window envelopes”): which envelope, where its
 * windows are, how the sheet is folded, and the part of the sheet that is behind the window however
 * the insert slides. All lengths are millimetres from the top left corner of the sheet.
 */
import { refuse } from "../refusal.ts";

export type Rect = {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
};

export type PaperName = "letter" | "a4";
export type EnvelopeName = "single-10" | "double-10" | "double-9" | "dl";

export const papers: {
  readonly [Name in PaperName]: { readonly widthMm: number; readonly heightMm: number };
} = {
  letter: { widthMm: 215.9, heightMm: 279.4 },
  a4: { widthMm: 210, heightMm: 297 },
};

/** A window as envelope makers state it: from the left and the bottom edge of the envelope. */
export type EnvelopeWindow = {
  readonly leftMm: number;
  readonly bottomMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
};

/**
 * Double windows are known only as zones on the sheet, not on the envelope. They are taken as seen
 * with the sheet against the left edge (their 12.7 mm is the makers' distance from that edge) and in
 * the middle of its vertical play, which halves the worst error.
 */
type WindowSource =
  | { readonly on: "envelope"; readonly window: EnvelopeWindow }
  | { readonly on: "sheet"; readonly zone: Rect };

export type EnvelopePreset = {
  readonly name: EnvelopeName;
  readonly label: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly address: WindowSource;
  /** The sender's window of a double-window envelope. */
  readonly sender: WindowSource | null;
  /** Zones of chapter 14 that are safe in both double windows; text stays inside them too. */
  readonly safeInBoth: { readonly address: Rect; readonly sender: Rect } | null;
};

const doubleWindowSafe = {
  address: { xMm: 14.3, yMm: 56.2, widthMm: 87.3, heightMm: 17.9 },
  sender: { xMm: 14.3, yMm: 20, widthMm: 79.3, heightMm: 12.8 },
};

export const envelopePresets: { readonly [Name in EnvelopeName]: EnvelopePreset } = {
  "single-10": {
    name: "single-10",
    label: "#10, single window",
    widthMm: 241.3,
    heightMm: 104.8,
    address: {
      on: "envelope",
      window: { leftMm: 22.2, bottomMm: 12.7, widthMm: 114.3, heightMm: 28.6 },
    },
    sender: null,
    safeInBoth: null,
  },
  "double-10": {
    name: "double-10",
    label: "#10, double window",
    widthMm: 241.3,
    heightMm: 104.8,
    address: { on: "sheet", zone: { xMm: 12.7, yMm: 51.9, widthMm: 88.9, heightMm: 22.2 } },
    sender: { on: "sheet", zone: { xMm: 12.7, yMm: 12.7, widthMm: 88.9, heightMm: 20.1 } },
    safeInBoth: doubleWindowSafe,
  },
  "double-9": {
    name: "double-9",
    label: "#9, double window",
    widthMm: 225.4,
    heightMm: 98.4,
    address: { on: "sheet", zone: { xMm: 14.3, yMm: 56.2, widthMm: 92.1, heightMm: 20.3 } },
    sender: { on: "sheet", zone: { xMm: 14.3, yMm: 20, widthMm: 79.4, heightMm: 25.4 } },
    safeInBoth: doubleWindowSafe,
  },
  dl: {
    name: "dl",
    label: "DL, window on the left",
    widthMm: 220,
    heightMm: 110,
    address: { on: "envelope", window: { leftMm: 20, bottomMm: 15, widthMm: 90, heightMm: 45 } },
    sender: null,
    safeInBoth: null,
  },
};

/** Postal rule: the address keeps 1/8 inch from every window edge in any shift of the insert. */
export const addressClearanceMm = 3.2;
/** The sender's window has no postal rule; this keeps its text from touching the edge. */
const senderClearanceMm = 1;
/** The first fold lies this much short of the envelope's height, which is all the vertical play. */
const foldPlayMm = 3;
/** The second fold is the tear-off perforation (DOC-3). */
const perforationFromTopMm = 190.5;
const bodyStartsAtLeastMm = 88;
/** One line of 8 pt needs this much; a smaller box holds no address. */
const smallestAddressBox = { widthMm: 30, heightMm: 4 };

/** Where a sheet is folded and how far the folded insert can slide in its envelope. */
export type Fold = {
  readonly firstFoldMm: number;
  readonly perforationMm: number;
  readonly verticalPlayMm: number;
  readonly horizontalPlayMm: number;
};

/**
 * The folds of a sheet for an envelope. Where the bottom panel would be taller than the envelope
 * (A4 in #10), the perforation moves down to what fits. Refuses `sheet_does_not_fit_envelope`.
 */
export function foldSheet(envelope: EnvelopeName, paper: PaperName): Fold {
  const preset = envelopePresets[envelope];
  const sheet = papers[paper];
  const firstFoldMm = mm(preset.heightMm - foldPlayMm);
  const perforationMm = mm(Math.max(perforationFromTopMm, sheet.heightMm - firstFoldMm));
  const horizontalPlayMm = mm(preset.widthMm - sheet.widthMm);
  if (horizontalPlayMm < 0 || mm(perforationMm - firstFoldMm) > firstFoldMm) {
    refuse("sheet_does_not_fit_envelope", { paper, envelope });
  }
  return { firstFoldMm, perforationMm, verticalPlayMm: foldPlayMm, horizontalPlayMm };
}

/** A window in the envelope's own coordinates, from its top left corner. */
function windowInEnvelope(preset: EnvelopePreset, source: WindowSource, fold: Fold): Rect {
  if (source.on === "sheet") {
    return { ...source.zone, yMm: mm(source.zone.yMm + fold.verticalPlayMm / 2) };
  }
  const { leftMm, bottomMm, widthMm, heightMm } = source.window;
  return { xMm: leftMm, yMm: mm(preset.heightMm - bottomMm - heightMm), widthMm, heightMm };
}

/**
 * The part of the sheet behind a window with the insert slid `rightMm` from the left edge and
 * `downMm` from the top edge of the envelope.
 */
export function windowOnSheet(window: Rect, rightMm: number, downMm: number): Rect {
  return { ...window, xMm: mm(window.xMm - rightMm), yMm: mm(window.yMm - downMm) };
}

/** What is behind the window in every position of the insert. */
function alwaysSeen(window: Rect, fold: Fold): Rect {
  return {
    xMm: window.xMm,
    yMm: window.yMm,
    widthMm: mm(window.widthMm - fold.horizontalPlayMm),
    heightMm: mm(window.heightMm - fold.verticalPlayMm),
  };
}

/** What is behind the window in some position: nothing but the address may be printed here. */
function everSeen(window: Rect, fold: Fold): Rect {
  return {
    xMm: mm(window.xMm - fold.horizontalPlayMm),
    yMm: mm(window.yMm - fold.verticalPlayMm),
    widthMm: mm(window.widthMm + fold.horizontalPlayMm),
    heightMm: mm(window.heightMm + fold.verticalPlayMm),
  };
}

/** Everything a template needs to know about an envelope and a sheet. */
export type WindowLayout = {
  readonly fold: Fold;
  /** Windows in envelope coordinates. */
  readonly addressWindow: Rect;
  readonly senderWindow: Rect | null;
  /** Where the address may stand on the sheet. */
  readonly addressBox: Rect;
  readonly senderBox: Rect | null;
  /** Areas of the sheet that some position of the insert shows. */
  readonly seen: readonly Rect[];
  readonly bodyStartsAtMm: number;
  readonly perforationMm: number;
};

/**
 * Lays a sheet behind an envelope's windows (DOC-3). `addressWindow` replaces the preset's window
 * where the office's envelopes differ. Refuses `sheet_does_not_fit_envelope`, `window_too_small`.
 */
export function layOutWindows(
  envelope: EnvelopeName,
  paper: PaperName,
  addressWindow: EnvelopeWindow | null = null,
): WindowLayout {
  const preset = envelopePresets[envelope];
  const fold = foldSheet(envelope, paper);
  const source: WindowSource =
    addressWindow === null ? preset.address : { on: "envelope", window: addressWindow };
  const address = windowInEnvelope(preset, source, fold);
  const sender = preset.sender === null ? null : windowInEnvelope(preset, preset.sender, fold);
  const addressBox = keepInside(
    inset(alwaysSeen(address, fold), addressClearanceMm),
    addressWindow === null ? (preset.safeInBoth?.address ?? null) : null,
  );
  if (
    addressBox.widthMm < smallestAddressBox.widthMm ||
    addressBox.heightMm < smallestAddressBox.heightMm
  ) {
    refuse("window_too_small", { envelope });
  }
  const seen = [address, ...(sender === null ? [] : [sender])].map((window) =>
    everSeen(window, fold),
  );
  return {
    fold,
    addressWindow: address,
    senderWindow: sender,
    addressBox,
    senderBox:
      sender === null
        ? null
        : keepInside(
            inset(alwaysSeen(sender, fold), senderClearanceMm),
            preset.safeInBoth?.sender ?? null,
          ),
    seen,
    bodyStartsAtMm: Math.max(
      bodyStartsAtLeastMm,
      ...seen.map((rect) => mm(rect.yMm + rect.heightMm)),
    ),
    perforationMm: fold.perforationMm,
  };
}

function inset(rect: Rect, byMm: number): Rect {
  return {
    xMm: mm(rect.xMm + byMm),
    yMm: mm(rect.yMm + byMm),
    widthMm: mm(rect.widthMm - 2 * byMm),
    heightMm: mm(rect.heightMm - 2 * byMm),
  };
}

function keepInside(rect: Rect, outer: Rect | null): Rect {
  if (outer === null) return rect;
  const xMm = Math.max(rect.xMm, outer.xMm);
  const yMm = Math.max(rect.yMm, outer.yMm);
  return {
    xMm,
    yMm,
    widthMm: mm(Math.min(rect.xMm + rect.widthMm, outer.xMm + outer.widthMm) - xMm),
    heightMm: mm(Math.min(rect.yMm + rect.heightMm, outer.yMm + outer.heightMm) - yMm),
  };
}

/** Hundredths of a millimetre: finer than any printer, coarse enough to hide binary fractions. */
function mm(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
