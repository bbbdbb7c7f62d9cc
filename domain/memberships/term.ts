/**
 * A membership's term (chapter 1, words): the commitment's n periods, else the 12 months from the last
 * anniversary of the first dues day. It begins with the plan: a new price or another draw day moves
 * neither its start nor its end; an `extend` moves the end by the held days (MEM-12).
 */
import { addDays, dayInMonth, daysBetween, type Day, type DayRange } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { invariant } from "../invariant.ts";
import { recordStart, type DrawFacts, type ScheduleRecord } from "./draw-facts.ts";
import { firstWholePeriod } from "./planned-change.ts";
import type { PlanTerms } from "./plan.ts";

/** A bound: a hundred years of months. */
const mostTerms = 1200;

/**
 * The term that a day lies in; days before the first dues day count to the first term. `isSamePlan` says
 * whether a version belongs to the plan that the membership is on now.
 */
export function termOf(
  facts: DrawFacts,
  terms: Pick<PlanTerms, "commitmentPeriods">,
  on: Day,
  isSamePlan: (version: PlanVersionId) => boolean,
): DayRange {
  const record = firstOfPlan(facts, isSamePlan);
  const months = terms.commitmentPeriods > 0 ? terms.commitmentPeriods * record.periodMonths : 12;
  const begins = (k: number): Day => dayInMonth(record.anchorOn, k * months, record.drawDay);
  let from = recordStart(record);
  let moved = 0;
  for (let k = 1; k < mostTerms; k += 1) {
    moved += heldDays(facts, from, addDays(begins(k), moved));
    const to = addDays(begins(k), moved);
    if (on < to) return { from, to };
    from = to;
  }
  invariant(false, "a term ends within a hundred years");
}

/** Whether a membership has an end that is written about (MEM-18): a commitment, a year paid at once, or a plan that ends. */
export function hasFixedTerm(
  terms: Pick<PlanTerms, "commitmentPeriods" | "autoRenew">,
  periodMonths: number,
): boolean {
  return terms.commitmentPeriods > 0 || !terms.autoRenew || periodMonths >= 12;
}

/** The first day of the next term as it is drawn: the end of the term, or of the period that reaches over it. */
export function renewalDay(facts: DrawFacts, term: DayRange): Day {
  return firstWholePeriod({ ...facts, endsOn: null }, term.to, term.to)?.from ?? term.to;
}

/** The record with which the plan of today began: later ones brought another price or draw day. */
function firstOfPlan({ records, absences = [] }: DrawFacts, isSamePlan: (version: PlanVersionId) => boolean): ScheduleRecord {
  const cameBackOn = absences.map(({ to }) => to).toSorted().at(-1);
  let first = records.at(-1);
  for (const record of records.toReversed()) {
    if (!isSamePlan(record.planVersionId)) break;
    if (cameBackOn !== undefined && recordStart(record) < cameBackOn) break;
    first = record;
  }
  invariant(first, "a membership has a schedule");
  return first;
}

/** Days of holds of the sort that moves what was paid for, which began in the term. */
function heldDays({ holds }: DrawFacts, from: Day, to: Day): number {
  let days = 0;
  for (const hold of holds)
    if (hold.kind === "extend" && hold.until !== null && hold.from >= from && hold.from < addDays(to, days))
      days += daysBetween(hold.from, hold.until);
  return days;
}
