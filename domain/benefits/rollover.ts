/** What becomes of units that are left when a benefit year or period ends (PPL-13, PKG-10): they roll over, or are lost. */
import { addMonths, toDay, type Day } from "../calendar.ts";
import type { Rollover } from "../memberships/plan.ts";

/** The first day on which units cannot be used that stay as long as the membership. */
export const forGoodOn: Day = toDay("2199-12-31");

/** Whether a benefit's last day, or the day after it, is none: its units stay as long as the membership. */
export function isForGood(on: Day): boolean {
  return on >= "2199-12-30";
}

export type ResetUnits = { readonly rolled: number; readonly forfeited: number };

/**
 * `left` units end; `stillRolled` of the same benefit have rolled over earlier and can still be used. "At
 * most n" counts both: who may keep two never has more than two kept. Nothing rolls over when the
 * membership has ended by then.
 */
export function resetUnits(rollover: Rollover, left: number, stillRolled: number, goesOn: boolean): ResetUnits {
  const rolled = goesOn ? Math.min(left, roomFor(rollover, left, stillRolled)) : 0;
  return { rolled, forfeited: left - rolled };
}

function roomFor(rollover: Rollover, left: number, stillRolled: number): number {
  switch (rollover.kind) {
    case "none":
      return 0;
    case "some":
      return Math.max(0, rollover.units - stillRolled);
    case "all":
      return left;
  }
}

/** The first day on which units that rolled over on a day cannot be used any more. */
export function rolledUntil(rollover: Rollover, resetOn: Day): Day {
  return rollover.kind === "none" || rollover.months === null ? forGoodOn : addMonths(resetOn, rollover.months);
}
