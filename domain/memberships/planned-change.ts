/**
 * Changes that come by themselves on a draw: growing out of a plan and a new price (MEM-16, MEM-17). They
 * begin with a whole period that is not billed yet, so that no paid period is ever split.
 */
import { addMonths, type Day } from "../calendar.ts";
import { invariant } from "../invariant.ts";
import { recordStart, type DrawFacts, type ScheduleRecord, type WantedDues } from "./draw-facts.ts";
import { wantedDues } from "./draw-schedule.ts";

/** What a change brings; draw day and period length stay. */
export type ChangedTerms = Pick<ScheduleRecord, "planVersionId" | "priceCents">;

/**
 * The first whole period that begins on or after a day and after everything billed, or nothing when no
 * draw is ahead. A first period that is less the days paid twice (MEM-2) is partly paid, so it is not meant,
 * and neither is one before another change of the schedule that waits.
 */
export function firstWholePeriod(facts: DrawFacts, billedThroughOn: Day, from: Day): WantedDues | undefined {
  const since = facts.records.slice(1).map(recordStart).reduce(later, later(billedThroughOn, from));
  // Years and holds are shorter than this, so a draw that is ahead is always met.
  return wantedDues(facts, addMonths(since, 25), since).find(
    (dues) => dues.kind === "period" && dues.facts?.kind !== "less_overlap",
  );
}

/** The record of the schedule that begins with a whole period. */
export function changedFrom(facts: DrawFacts, first: WantedDues, terms: ChangedTerms): ScheduleRecord {
  const old = facts.records.findLast((record) => recordStart(record) <= first.from);
  invariant(old, "a whole period comes from a record");
  const { createdAt: _, ...common } = old;
  return {
    ...common,
    ...terms,
    anchorOn: first.from,
    covered: null,
    opening: "none",
    openingDays: null,
    openingChargeOn: null,
  };
}

/** The facts with one more record at the end. */
export function withRecord(facts: DrawFacts, record: ScheduleRecord): DrawFacts {
  return { ...facts, records: [...facts.records, record] };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
