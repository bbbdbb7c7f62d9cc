/**
 * A membership's draw schedule and what it wants billed. One pure generator makes every line of
 * dues (F-5..F-8, MEM-2..4, MEM-9..14), so that quote, run, rehearsal and forecast can never disagree.
 * Periods are half-open, always recomputed from the stored draw day, and never overlap.
 */
import type { Day } from "../calendar.ts";
import type { DrawFacts, WantedDues } from "./draw-facts.ts";
import { isWithin, segmentsOf } from "./draw-segments.ts";
import { duesOfSegment } from "./segment-dues.ts";

/** A free membership has no draw with money, however far one looks. */
const mostLookedAt = 120;

/** Before every day there is. */
const always = "0000-00-00" as Day;

/**
 * Everything wanted with a charge day up to and including `through` and a first day on or after
 * `since`, in the order of its days. Starting late is the same as starting at the beginning and
 * leaving out what came before (BIL-2), only faster: the periods before `since` are not walked.
 * A period that a pause or a later record cuts short is wanted whole: the cut is that act's own.
 */
export function wantedDues(facts: DrawFacts, through: Day, since: Day = always): WantedDues[] {
  const wanted: WantedDues[] = [];
  for (const dues of duesSince(facts, since)) {
    // The opening may be charged later than its first days; full periods come in order.
    if (dues.chargeOn <= through) wanted.push(dues);
    else if (dues.kind === "period") break;
  }
  return wanted;
}

/** The first days wanted on or after `billedThrough`, or nothing when the membership has no draw ahead. */
export function nextWanted(facts: DrawFacts, billedThrough: Day): WantedDues | undefined {
  return duesSince(facts, billedThrough).next().value ?? undefined;
}

/** The next draws with money, for previews and forecasts (MEM-21). */
export function nextDraws(facts: DrawFacts, billedThrough: Day, count: number): WantedDues[] {
  const found: WantedDues[] = [];
  let looked = 0;
  for (const dues of duesSince(facts, billedThrough)) {
    if (dues.amountCents > 0) found.push(dues);
    looked += 1;
    if (found.length === count || looked === mostLookedAt) break;
  }
  return found;
}

/** All dues from the first that begins on or after `since`, in the order of their days. */
function* duesSince(facts: DrawFacts, since: Day): Generator<WantedDues, undefined> {
  for (const segment of segmentsOf(facts)) {
    if (segment.to !== null && segment.to <= since && !segment.keepsDrawsAhead) continue;
    for (const dues of duesOfSegment(segment, since)) {
      if (!isWithin(segment, dues) || isPaidToTheEnd(dues, facts.endsOn)) break;
      if (dues.from >= since) yield collected(dues, facts.shifts);
    }
  }
  return undefined;
}

/** Whether all the days that are left before the end were paid with a full period at the start (MEM-2, MEM-13). */
function isPaidToTheEnd(dues: WantedDues, endsOn: Day | null): boolean {
  return endsOn !== null && dues.facts?.kind === "less_overlap" && endsOn <= dues.facts.paidToOn;
}

function collected(dues: WantedDues, shifts: DrawFacts["shifts"]): WantedDues {
  if (dues.kind !== "period" || !shifts) return dues;
  const shift = shifts.find(({ drawOn }) => drawOn === dues.from);
  return shift ? { ...dues, chargeOn: shift.collectOn } : dues;
}
