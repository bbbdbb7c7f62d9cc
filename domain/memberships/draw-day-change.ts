/** The record of the schedule that a new draw day makes (MEM-11). */
import { drawDayOnOrAfter, drawDayOnOrBefore, type Day } from "../calendar.ts";
import type { ScheduleRecord } from "./draw-facts.ts";

export type DrawDayChange = {
  readonly record: ScheduleRecord;
  /** The first draw on the new day. */
  readonly firstDrawOn: Day;
};

/**
 * Later: the gap up to the new day is a stub drawn on the old day. Earlier: full dues on the new day;
 * the paid days from then on are cut and come off. `oldDrawOn` is the next draw on the old day.
 */
export function changedDrawDay(
  old: ScheduleRecord,
  oldDrawOn: Day,
  drawDay: number,
  towards: "later" | "earlier",
): DrawDayChange {
  const firstDrawOn =
    towards === "later" ? drawDayOnOrAfter(oldDrawOn, drawDay) : drawDayOnOrBefore(oldDrawOn, drawDay);
  const { planVersionId, periodMonths, priceCents } = old;
  const gap = firstDrawOn > oldDrawOn ? { from: oldDrawOn, to: firstDrawOn } : null;
  return {
    firstDrawOn,
    record: {
      planVersionId,
      periodMonths,
      priceCents,
      drawDay,
      anchorOn: firstDrawOn,
      covered: null,
      opening: gap ? "stub" : "none",
      openingDays: gap,
      openingChargeOn: gap ? gap.from : null,
    },
  };
}
