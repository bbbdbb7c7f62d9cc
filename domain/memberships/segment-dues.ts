/**
 * The dues of one stretch of a membership in the order of their days (F-5..F-8): its first days by
 * the way it begins, then one period after another, each recomputed from the stored draw day.
 */
import {
  addMonths,
  dayInMonth,
  daysBetween,
  drawDayOnOrAfter,
  drawDayOnOrBefore,
  monthOf,
  periodBoundary,
  yearOf,
  type Day,
  type DayRange,
} from "../calendar.ts";
import { invariant } from "../invariant.ts";
import { prorate, toCents, zeroCents, type Cents } from "../money.ts";
import type { ScheduleRecord, WantedDues } from "./draw-facts.ts";
import type { Segment } from "./draw-segments.ts";

/** A bound on every loop: four hundred years of months. */
const mostPeriods = 4800;

/** Days that a full period paid at the start has in common with the first draw's (MEM-2). */
type Overlap = {
  readonly creditCents: Cents;
  readonly overlapDays: number;
  readonly paidDays: number;
  readonly paidToOn: Day;
};

/**
 * The first days of a stretch, always, and its periods from the last that begins before `since`.
 * The walk goes on past the end of the stretch: who asks stops it.
 */
export function* duesOfSegment(segment: Segment, since: Day): Generator<WantedDues, undefined> {
  const { record } = segment;
  const first = firstDaysOf(segment);
  yield* first.dues;
  const { anchorOn, overlap } = first;
  const { planVersionId, priceCents, drawDay, periodMonths } = record;
  const firstPeriod = Math.max(0, Math.floor(monthsBetween(anchorOn, since) / periodMonths) - 1);
  for (let k = firstPeriod; k < mostPeriods; k += 1) {
    const from = periodBoundary(anchorOn, drawDay, periodMonths, k);
    const to = periodBoundary(anchorOn, drawDay, periodMonths, k + 1);
    const covers = { priceCents, months: periodMonths, fromOn: from, toOn: to };
    const less = k === 0 ? overlap : null;
    yield {
      planVersionId,
      priceCents,
      kind: "period",
      from,
      to,
      chargeOn: from,
      amountCents: less ? toCents(priceCents - less.creditCents) : priceCents,
      facts: less ? { kind: "less_overlap", ...covers, ...less } : { kind: "full_period", ...covers },
    };
  }
  return undefined;
}

type FirstDays = { readonly dues: WantedDues[]; readonly anchorOn: Day; readonly overlap: Overlap | null };

function firstDaysOf(segment: Segment): FirstDays {
  const { record, from } = segment;
  switch (segment.begins) {
    case "opening":
      return openingOf(record);
    case "resumed": {
      const anchorOn = drawDayOnOrAfter(from, record.drawDay);
      const dues = anchorOn > from ? [stubDues(record, { from, to: anchorOn }, from)] : [];
      return { dues, anchorOn, overlap: null };
    }
    case "extended":
      return extendedDays(record, from, segment.moved);
  }
}

/** What an enrolment, a change or a rejoining says of the days before its first full period (MEM-2, MEM-3). */
function openingOf(record: ScheduleRecord): FirstDays {
  const { covered, openingDays, opening, anchorOn, priceCents } = record;
  const dues = covered ? [unbilled(record, "covered", covered, covered.from)] : [];
  if (!openingDays) return { dues, anchorOn, overlap: null };
  const chargeOn = record.openingChargeOn ?? openingDays.from;
  if (opening === "free") dues.push(unbilled(record, "free", openingDays, chargeOn));
  else if (opening === "full") {
    const paidToOn = addMonths(openingDays.from, record.periodMonths);
    const overlapDays = daysBetween(openingDays.to, paidToOn);
    const paidDays = daysBetween(openingDays.from, paidToOn);
    const creditCents = prorate(priceCents, overlapDays, paidDays);
    const months = record.periodMonths;
    dues.push({
      ...ofRecord(record),
      kind: "stub",
      ...openingDays,
      chargeOn,
      amountCents: priceCents,
      paidTo: paidToOn,
      facts: { kind: "full_now", priceCents, months, fromOn: openingDays.from, toOn: paidToOn },
    });
    return { dues, anchorOn, overlap: { creditCents, overlapDays, paidDays, paidToOn } };
  } else dues.push(stubDues(record, openingDays, chargeOn));
  return { dues, anchorOn, overlap: null };
}

/**
 * After an `extend` (MEM-12) the days that were paid before it come first; then the alignment rule of
 * MEM-3 from the day they end, with the end of the hold in the place of the join day.
 */
function extendedDays(record: ScheduleRecord, from: Day, moved: Segment["moved"]): FirstDays {
  const paidThrough = moved?.to ?? from;
  const anchorOn = drawDayOnOrAfter(paidThrough, record.drawDay);
  const dues: WantedDues[] = moved
    ? [{ ...unbilled(moved.paidBy, "covered", { from, to: paidThrough }, from), worthCents: moved.cents }]
    : [];
  if (anchorOn > paidThrough) {
    const lastDraw = drawDayOnOrBefore(paidThrough, record.drawDay);
    dues.push(stubDues(record, { from: paidThrough, to: anchorOn }, lastDraw > from ? lastDraw : from));
  }
  return { dues, anchorOn, overlap: null };
}

function ofRecord({ planVersionId, priceCents }: ScheduleRecord): Pick<WantedDues, "planVersionId" | "priceCents"> {
  return { planVersionId, priceCents };
}

function unbilled(record: ScheduleRecord, kind: "covered" | "free", days: DayRange, chargeOn: Day): WantedDues {
  return { ...ofRecord(record), kind, ...days, chargeOn, amountCents: zeroCents, facts: null };
}

function stubDues(record: ScheduleRecord, days: DayRange, chargeOn: Day): WantedDues {
  return { ...ofRecord(record), ...stubOf(record, days), chargeOn };
}

/** Calendar months from the month of one day to that of another; less than nothing if it is earlier. */
function monthsBetween(from: Day, to: Day): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
}

/**
 * A stub's price (F-8): the share of the aligned period that ends where the stub ends and starts on
 * the draw day one period before, recomputed from the stored draw day.
 */
export function stubOf(
  record: Pick<ScheduleRecord, "priceCents" | "periodMonths" | "drawDay">,
  days: DayRange,
): Pick<WantedDues, "kind" | "from" | "to" | "amountCents" | "facts"> {
  const alignedFrom = dayInMonth(days.to, -record.periodMonths, record.drawDay);
  const usedDays = daysBetween(days.from, days.to);
  const totalDays = daysBetween(alignedFrom, days.to);
  invariant(usedDays > 0 && usedDays <= totalDays, "a stub is shorter than its aligned period");
  return {
    kind: "stub",
    from: days.from,
    to: days.to,
    amountCents: prorate(record.priceCents, usedDays, totalDays),
    facts: {
      kind: "stub",
      priceCents: record.priceCents,
      months: record.periodMonths,
      fromOn: days.from,
      toOn: days.to,
      usedDays,
      totalDays,
      alignedFromOn: alignedFrom,
      alignedToOn: days.to,
    },
  };
}
