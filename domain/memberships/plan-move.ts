/** The record of the schedule that a move to another plan or period makes (MEM-9, MEM-10). */
import { addMonths, dayInMonth, drawDayOnOrAfter, yearOf, type Day, type PeriodMonths } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import type { Cents } from "../money.ts";
import type { ScheduleRecord, WantedDues } from "./draw-facts.ts";

/** What is moved to. */
export type NewTerms = {
  readonly planVersionId: PlanVersionId;
  readonly periodMonths: PeriodMonths;
  readonly priceCents: Cents;
};

/**
 * Now: the new plan begins today. With the same period length it takes over the rest of the running
 * period, which ends at `runningTo`; with another one it takes a stub up to the next draw day (F-8). Paid
 * days that end between two draw days can reach further than one period before the draw day after
 * them; then too the new plan is aligned with the next draw day, and what was paid beyond it is credited.
 */
export function movedNow(old: ScheduleRecord, to: NewTerms, today: Day, runningTo: Day): ScheduleRecord {
  const from = to.periodMonths === old.periodMonths && runningTo > today ? runningTo : today;
  const anchorOn = drawDayOnOrAfter(from, old.drawDay);
  const isWithinOne = dayInMonth(anchorOn, -to.periodMonths, old.drawDay) <= today;
  return begun(old, to, today, isWithinOne ? anchorOn : drawDayOnOrAfter(today, old.drawDay), today);
}

/** Next draw: the new plan begins with the days that the old one has not billed yet. */
export function movedAtNextDraw(old: ScheduleRecord, to: NewTerms, next: WantedDues): ScheduleRecord {
  return begun(old, to, next.from, next.kind === "period" ? next.from : next.to, next.chargeOn);
}

/** From the start of the current term, whatever was paid in it (MEM-10). */
export function movedFromTermStart(old: ScheduleRecord, to: NewTerms, termStartOn: Day): ScheduleRecord {
  return begun(old, to, termStartOn, termStartOn, termStartOn);
}

function begun(old: ScheduleRecord, to: NewTerms, from: Day, anchorOn: Day, chargeOn: Day): ScheduleRecord {
  const openingDays = anchorOn > from ? { from, to: anchorOn } : null;
  return {
    ...to,
    drawDay: old.drawDay,
    anchorOn,
    covered: null,
    opening: openingDays ? "stub" : "none",
    openingDays,
    openingChargeOn: openingDays ? chargeOn : null,
  };
}

/** The start of the term that a day lies in: the last anniversary of the first dues day (chapter 1, words). */
export function termStart(firstDuesOn: Day, today: Day): Day {
  const years = yearOf(today) - yearOf(firstDuesOn);
  const inYear = addMonths(firstDuesOn, years * 12);
  return inYear <= today ? inYear : addMonths(firstDuesOn, (years - 1) * 12);
}
