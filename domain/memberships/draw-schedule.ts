/**
 * A membership's draw schedule and what it wants billed. One pure generator makes every line of
 * dues (F-5..F-8, MEM-2..4, MEM-12), so that quote, run, rehearsal and forecast can never disagree.
 * Periods are half-open, always recomputed from the stored draw day, and never overlap.
 */
import {
  addMonths,
  dayInMonth,
  daysBetween,
  drawDayOnOrAfter,
  periodBoundary,
  type Day,
  type DayRange,
  type PeriodMonths,
} from "../calendar.ts";
import type { AmountFacts } from "../billing/amount-facts.ts";
import type { PlanVersionId } from "../identity.ts";
import { invariant } from "../invariant.ts";
import { prorate, toCents, zeroCents, type Cents } from "../money.ts";

/** How the days between the start and the first draw are paid (MEM-2, MEM-3). */
export type Opening = "none" | "stub" | "full" | "free";

/** One record of a membership's schedule; a change adds the next record, none is edited. */
export type ScheduleRecord = {
  readonly planVersionId: PlanVersionId;
  readonly periodMonths: PeriodMonths;
  readonly priceCents: Cents;
  readonly drawDay: number;
  /** First day of the first full period: a draw day. */
  readonly anchorOn: Day;
  /** Days that the activation fee pays for (MEM-3). */
  readonly covered: DayRange | null;
  readonly opening: Opening;
  /** The days before the anchor that are not covered; null when there are none. */
  readonly openingDays: DayRange | null;
  readonly openingChargeOn: Day | null;
};

export type Hold = {
  readonly kind: "pause" | "extend" | "billing_only";
  readonly from: Day;
  /** Exclusive; null while open-ended. */
  readonly until: Day | null;
};

/** Everything the generator needs to know of one membership. */
export type DrawFacts = {
  readonly records: readonly ScheduleRecord[];
  readonly holds: readonly Hold[];
  /** First day not covered any more, by cancellation, expiry or lapse. */
  readonly endsOn: Day | null;
};

/** A stretch of days that is to be billed, or is covered without a line. */
export type WantedDues = {
  readonly kind: "covered" | "free" | "stub" | "period";
  readonly from: Day;
  readonly to: Day;
  readonly chargeOn: Day;
  readonly amountCents: Cents;
  readonly planVersionId: PlanVersionId;
  readonly priceCents: Cents;
  readonly facts: AmountFacts | null;
};

/** A bound on every loop: four hundred years of months. */
const mostPeriods = 4800;

/**
 * Everything wanted with a charge day up to and including `through`, in the order of its days.
 * A period that a pause cuts short is wanted whole: the cut and its credit are the pause's own act.
 */
export function wantedDues(facts: DrawFacts, through: Day): WantedDues[] {
  const wanted: WantedDues[] = [];
  for (const span of billedSpans(facts)) {
    for (const dues of duesOfSpan(span)) {
      if (dues.from >= (span.to ?? "9999")) break;
      if (dues.chargeOn > through) {
        // The opening may be charged later than its first days; full periods come in order.
        if (dues.kind === "period") break;
        continue;
      }
      wanted.push(dues);
    }
  }
  return wanted.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/** The first charge day after `after`, or nothing when the membership has no draw ahead. */
export function nextWanted(facts: DrawFacts, billedThrough: Day): WantedDues | undefined {
  for (const span of billedSpans(facts)) {
    if (span.to !== null && span.to <= billedThrough) continue;
    for (const dues of duesOfSpan(span)) {
      if (span.to !== null && dues.from >= span.to) break;
      if (dues.from >= billedThrough) return dues;
    }
  }
  return undefined;
}

/** The next draws with money, for previews and forecasts (MEM-21). */
export function nextDraws(facts: DrawFacts, billedThrough: Day, count: number): WantedDues[] {
  const found: WantedDues[] = [];
  for (const span of billedSpans(facts)) {
    for (const dues of duesOfSpan(span)) {
      if (span.to !== null && dues.from >= span.to) break;
      if (dues.from < billedThrough || dues.amountCents === 0) continue;
      found.push(dues);
      if (found.length === count) return found;
    }
  }
  return found;
}

type Span = {
  readonly record: ScheduleRecord;
  readonly from: Day;
  readonly to: Day | null;
  /** A span after a pause opens with a stub up to the next monthly draw day (MEM-12). */
  readonly resumed: boolean;
};

/** First day a record speaks for. */
export function recordStart(record: ScheduleRecord): Day {
  return record.covered?.from ?? record.openingDays?.from ?? record.anchorOn;
}

/** The stretches in which draws happen: records one after another, less the pauses, up to the end. */
function billedSpans({ records, holds, endsOn }: DrawFacts): Span[] {
  const pauses = holds
    .filter((hold) => hold.kind === "pause" || hold.kind === "billing_only")
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const spans: Span[] = [];
  records.forEach((record, index) => {
    const next = records[index + 1];
    let from = recordStart(record);
    let end = next ? recordStart(next) : null;
    if (endsOn !== null && (end === null || endsOn < end)) end = endsOn;
    let resumed = false;
    for (const pause of pauses) {
      if (pause.until !== null && pause.until <= from) continue;
      if (end !== null && pause.from >= end) break;
      if (pause.from > from) spans.push({ record, from, to: pause.from, resumed });
      if (pause.until === null) {
        from = "9999-12-31" as Day;
        break;
      }
      from = pause.until;
      resumed = true;
    }
    if (from < (end ?? "9999")) spans.push({ record, from, to: end, resumed });
  });
  return spans;
}

function* duesOfSpan({ record, from, resumed }: Span): Generator<WantedDues> {
  const { planVersionId, priceCents, drawDay } = record;
  const common = { planVersionId, priceCents };
  let anchor = record.anchorOn;
  let overlap: { credit: Cents; days: number; paidDays: number; paidTo: Day } | null = null;
  if (resumed) {
    anchor = drawDayOnOrAfter(from, drawDay);
    if (anchor > from) yield { ...common, ...stubOf(record, { from, to: anchor }), chargeOn: from };
  } else {
    const { covered, openingDays, opening } = record;
    if (covered)
      yield {
        ...common,
        kind: "covered",
        ...covered,
        chargeOn: covered.from,
        amountCents: zeroCents,
        facts: null,
      };
    if (openingDays) {
      const chargeOn = record.openingChargeOn ?? openingDays.from;
      if (opening === "free")
        yield { ...common, kind: "free", ...openingDays, chargeOn, amountCents: zeroCents, facts: null };
      else if (opening === "full") {
        const paidTo = addMonths(openingDays.from, record.periodMonths);
        const days = daysBetween(openingDays.to, paidTo);
        const paidDays = daysBetween(openingDays.from, paidTo);
        overlap = { credit: prorate(priceCents, days, paidDays), days, paidDays, paidTo };
        yield {
          ...common,
          kind: "stub",
          ...openingDays,
          chargeOn,
          amountCents: priceCents,
          facts: {
            kind: "full_now",
            priceCents,
            months: record.periodMonths,
            fromOn: openingDays.from,
            toOn: paidTo,
          },
        };
      } else yield { ...common, ...stubOf(record, openingDays), chargeOn };
    }
  }
  for (let k = 0; k < mostPeriods; k += 1) {
    const period = {
      from: periodBoundary(anchor, drawDay, record.periodMonths, k),
      to: periodBoundary(anchor, drawDay, record.periodMonths, k + 1),
    };
    const amountCents = k === 0 && overlap ? toCents(priceCents - overlap.credit) : priceCents;
    yield {
      ...common,
      kind: "period",
      ...period,
      chargeOn: period.from,
      amountCents,
      facts:
        k === 0 && overlap
          ? {
              kind: "less_overlap",
              priceCents,
              months: record.periodMonths,
              fromOn: period.from,
              toOn: period.to,
              creditCents: overlap.credit,
              overlapDays: overlap.days,
              paidDays: overlap.paidDays,
              paidToOn: overlap.paidTo,
            }
          : {
              kind: "full_period",
              priceCents,
              months: record.periodMonths,
              fromOn: period.from,
              toOn: period.to,
            },
    };
  }
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
