/** A member who comes under another draw day: the alignment rule of MEM-3 from the day that is paid for (MEM-15). */
import { drawDayOnOrAfter, drawDayOnOrBefore, type Day } from "../calendar.ts";
import type { ScheduleRecord } from "./draw-facts.ts";

/**
 * The record from `paidThrough` on: D is the first draw day on or after it, the days up to D are a stub
 * charged on the last draw day that is neither after them nor before `today`, else today; full dues from D.
 */
export function alignedRecord(old: ScheduleRecord, paidThrough: Day, drawDay: number, today: Day): ScheduleRecord {
  const { planVersionId, periodMonths, priceCents } = old;
  const anchorOn = drawDayOnOrAfter(paidThrough, drawDay);
  const common = { planVersionId, periodMonths, priceCents, drawDay, anchorOn, covered: null };
  if (anchorOn === paidThrough) return { ...common, opening: "none", openingDays: null, openingChargeOn: null };
  const lastDraw = drawDayOnOrBefore(paidThrough, drawDay);
  return {
    ...common,
    opening: "stub",
    openingDays: { from: paidThrough, to: anchorOn },
    openingChargeOn: lastDraw >= today ? lastDraw : today,
  };
}
