/**
 * The printer's correction (DOC-3): a sheet feeds a little off in most printers, so each printer
 * may move the whole print right and down in steps of half a millimetre.
 */
import { refuse } from "../refusal.ts";

/** Millimetres, multiples of 0.5; positive moves the print right and down on the sheet. */
export type Nudge = { readonly rightMm: number; readonly downMm: number };

export const noNudge: Nudge = { rightMm: 0, downMm: 0 };
export const nudgeStepMm = 0.5;
/** Beyond a centimetre it is not the feed but the wrong envelope or paper. */
export const mostNudgeMm = 10;

/** Checks a correction typed by the office; refuses `nudge_not_allowed`. */
export function requireNudge(rightMm: number, downMm: number): Nudge {
  for (const mm of [rightMm, downMm]) {
    if (!Number.isInteger(mm / nudgeStepMm) || Math.abs(mm) > mostNudgeMm) {
      refuse("nudge_not_allowed", { mm, mostMm: mostNudgeMm });
    }
  }
  return { rightMm: rightMm + 0, downMm: downMm + 0 };
}
