/**
 * The panels of a tri-fold brochure (DOC-1): a sheet across, printed on both sides and folded in three.
 * The panel that folds in is 1.5 mm narrower than the others, or it would buckle. Outside it is the
 * left one and the cover the right one; inside it is the right one, because the sheet is turned over.
 */
import { papers, type PaperName, type Rect } from "../statements/envelope.ts";

export const narrowerMm = 1.5;
/** Print keeps this from every fold and edge: printers cannot print to the edge, and hands fold a little off. */
export const panelMarginMm = { acrossMm: 9, downMm: 12 };

export type BrochureSheet = {
  readonly widthMm: number;
  readonly heightMm: number;
  /** Where the outside is folded, from the left edge. */
  readonly outsideFoldsMm: readonly [number, number];
  readonly insideFoldsMm: readonly [number, number];
  /** The room for print on each panel. */
  readonly flap: Rect;
  readonly back: Rect;
  readonly cover: Rect;
  readonly inside: readonly [Rect, Rect, Rect];
};

export function brochureSheet(paper: PaperName): BrochureSheet {
  // The sheet lies across: its long side is its width.
  const { widthMm: heightMm, heightMm: widthMm } = papers[paper];
  const wideMm = (widthMm + narrowerMm) / 3;
  const flapMm = wideMm - narrowerMm;
  const room = (fromMm: number, wide: number): Rect => ({
    xMm: hundredths(fromMm + panelMarginMm.acrossMm),
    yMm: panelMarginMm.downMm,
    widthMm: hundredths(wide - 2 * panelMarginMm.acrossMm),
    heightMm: heightMm - 2 * panelMarginMm.downMm,
  });
  return {
    widthMm,
    heightMm,
    outsideFoldsMm: [hundredths(flapMm), hundredths(flapMm + wideMm)],
    insideFoldsMm: [hundredths(wideMm), hundredths(2 * wideMm)],
    flap: room(0, flapMm),
    back: room(flapMm, wideMm),
    cover: room(flapMm + wideMm, wideMm),
    inside: [room(0, wideMm), room(wideMm, wideMm), room(2 * wideMm, flapMm)],
  };
}

/** What an inside panel holds: plans by their place in the list, how to join, or where to ask. */
export type InsidePanel = { readonly kind: "plans"; readonly plans: readonly number[] } | { readonly kind: "join" | "contact" };

/** One to three plans have a panel each, four stand two and two; what is free says how to join, then where to ask. */
export function insidePanels(plans: number): readonly [InsidePanel, InsidePanel, InsidePanel] {
  const of = (...places: number[]): InsidePanel => ({ kind: "plans", plans: places });
  if (plans <= 1) return [of(0), { kind: "join" }, { kind: "contact" }];
  if (plans === 2) return [of(0), of(1), { kind: "join" }];
  if (plans === 3) return [of(0), of(1), of(2)];
  return [of(0, 1), of(2, 3), { kind: "join" }];
}

function hundredths(mm: number): number {
  return Math.round(mm * 100) / 100;
}
