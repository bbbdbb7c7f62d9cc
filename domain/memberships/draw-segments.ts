/**
 * The stretches of a membership in which draws happen (MEM-9..14): its records one after another,
 * broken by holds and absences, up to its end. How a stretch begins says what its first days cost.
 */
import { addDays, daysBetween, type Day } from "../calendar.ts";
import { addCents, zeroCents, type Cents } from "../money.ts";
import {
  recordStart,
  type DrawFacts,
  type Hold,
  type ScheduleRecord,
  type WantedDues,
} from "./draw-facts.ts";
import { duesOfSegment } from "./segment-dues.ts";
import { paidThrough, unusedCents } from "./unused-days.ts";

export type Segment = {
  readonly record: ScheduleRecord;
  readonly from: Day;
  /** Where the stretch stops; null without an end. */
  readonly to: Day | null;
  /** A draw before a stop of this sort is made even where its days come later (MEM-3, MEM-12). */
  readonly keepsDrawsAhead: boolean;
  /** The end of the membership; a draw ahead of its days is not made for days after it. */
  readonly endsOn: Day | null;
  /** The record's own opening, or the first days after a hold. */
  readonly begins: "opening" | "resumed" | "extended";
  /** Days after an `extend` that were paid before it (MEM-12). */
  readonly moved: { readonly to: Day; readonly cents: Cents; readonly paidBy: ScheduleRecord } | null;
};

/** Something that stops the draws for a while or for good. */
type Break = Pick<Hold, "from" | "until" | "moved" | "createdAt"> & { readonly kind: Hold["kind"] | "absence" };

type Start = Pick<Segment, "record" | "from" | "begins" | "moved">;

/** Whether dues belong to a stretch: they begin in it, or are drawn in it ahead of their days. */
export function isWithin(segment: Pick<Segment, "to" | "keepsDrawsAhead" | "endsOn">, dues: WantedDues): boolean {
  if (segment.endsOn !== null && dues.from >= segment.endsOn) return false;
  if (segment.to === null || dues.from < segment.to) return true;
  return segment.keepsDrawsAhead && dues.chargeOn < segment.to;
}

export function segmentsOf(facts: DrawFacts): Segment[] {
  const segments: Segment[] = [];
  let breaks = breaksOf(facts);
  let start: Start | undefined = facts.records[0] && opening(facts.records[0]);
  while (start) {
    const change = nextRecord(facts.records, start.record);
    const changeOn = change ? recordStart(change) : null;
    const stop = breaks.find((one) => changeOn === null || one.from < changeOn);
    const segment: Segment = {
      ...start,
      to: earliest(facts.endsOn, changeOn, stop?.from ?? null),
      endsOn: facts.endsOn,
      // Of a hold that has begun it is known what was drawn before it.
      keepsDrawsAhead: stop !== undefined && !stop.moved && (stop.kind === "extend" || stop.kind === "billing_only"),
    };
    const isIdle = stop !== undefined && changesNothing(segment, stop);
    if (!isIdle && (segment.to === null || segment.from < segment.to)) segments.push(segment);
    if (!isIdle && facts.endsOn !== null && segment.to === facts.endsOn) break;
    if (isIdle) breaks = breaks.filter((one) => one !== stop);
    else if (stop) {
      breaks = breaks.filter((one) => one !== stop);
      start = afterBreak(facts.records, segment, stop);
    } else start = change && opening(change);
  }
  return segments;
}

/** Holds and absences in the order of their days. */
function breaksOf({ holds, absences = [] }: DrawFacts): Break[] {
  const gone = absences.map(({ from, to }): Break => ({ kind: "absence", from, until: to }));
  return [...holds, ...gone].toSorted(
    (a, b) => compare(a.from, b.from) || compare(a.until ?? "9999", b.until ?? "9999"),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function earliest(...days: readonly (Day | null)[]): Day | null {
  let first: Day | null = null;
  for (const day of days) if (day !== null && (first === null || day < first)) first = day;
  return first;
}

function opening(record: ScheduleRecord): Start {
  return { record, from: recordStart(record), begins: "opening", moved: null };
}

/** The record that ends this one: of all later records the one that begins first, the newest of equals. */
function nextRecord(records: readonly ScheduleRecord[], record: ScheduleRecord): ScheduleRecord | undefined {
  let next: ScheduleRecord | undefined;
  for (const one of records.slice(records.indexOf(record) + 1))
    if (!next || recordStart(one) <= recordStart(next)) next = one;
  return next;
}

/**
 * A break that was over before the stretch began; a pause of the opening that ended on its first day,
 * which has given back everything; and billing-only days that were all paid before, so that no draw
 * falls into them.
 */
function changesNothing(segment: Segment, stop: Break): boolean {
  if (stop.until === null) return false;
  // One who has come back is not away any more, whatever the number of rows that said so.
  if (stop.kind === "absence") return segment.begins === "opening" && recordStart(segment.record) >= stop.until;
  const tookAndGaveBack = stop.kind === "pause" && segment.begins === "opening";
  if (stop.until <= segment.from && (stop.from < segment.from || tookAndGaveBack)) return true;
  return stop.kind === "billing_only" && stop.until <= (stop.moved?.paidThrough ?? billedBefore(segment).through);
}

/** The dues of a stretch up to its stop: through when they reach and pay, and what the days after the stop are worth. */
function billedBefore(segment: Segment): { through: Day; paid: Day; worthCents: Cents } {
  let through = segment.from;
  let paid = segment.from;
  let worthCents = zeroCents;
  const { to } = segment;
  if (to === null) return { through, paid, worthCents };
  for (const dues of duesOfSegment(segment, to)) {
    if (!isWithin(segment, dues)) break;
    through = dues.to;
    paid = paidThrough(dues);
    if (dues.to > to)
      worthCents = addCents(worthCents, unusedCents({ ...dues, amountCents: dues.worthCents ?? dues.amountCents }, to));
  }
  return { through, paid, worthCents };
}

/** Where and how draws go on after a break; nothing while it has no end. */
function afterBreak(records: readonly ScheduleRecord[], segment: Segment, stop: Break): Start | undefined {
  if (stop.until === null) return undefined;
  const from = stop.until > segment.from ? stop.until : segment.from;
  const record = recordOn(records, segment.record, from);
  // Whoever rejoins begins anew with the record made for it (MEM-14).
  if (stop.kind === "absence") return record === segment.record ? undefined : opening(record);
  if (stop.kind !== "extend") return { record, from, begins: "resumed", moved: null };
  const predicted = billedBefore(segment);
  const days = daysBetween(stop.from, stop.moved?.paidThrough ?? predicted.paid);
  const cents = stop.moved?.cents ?? predicted.worthCents;
  if (days <= 0) return { record, from, begins: "extended", moved: null };
  const moved = { to: addDays(from, days), cents, paidBy: record };
  return { record: recordAfterMoved(records, record, stop, moved.to), from, begins: "extended", moved };
}

/**
 * The record that speaks when the moved days are over. A change that was arranged before the hold counted
 * on the days as they were paid then: it begins with the first day that is not paid for now. One that was
 * arranged later knew of the moved days and cuts them itself.
 */
function recordAfterMoved(records: readonly ScheduleRecord[], record: ScheduleRecord, stop: Break, movedTo: Day): ScheduleRecord {
  const next = nextRecord(records, record);
  const isOlder = next?.createdAt !== undefined && (stop.createdAt === undefined || next.createdAt < stop.createdAt);
  return next && isOlder && recordStart(next) < movedTo ? recordAfterMoved(records, next, stop, movedTo) : record;
}

/** The record that speaks for a day on or after the start of `record`. */
function recordOn(records: readonly ScheduleRecord[], record: ScheduleRecord, on: Day): ScheduleRecord {
  const next = nextRecord(records, record);
  return next && recordStart(next) <= on ? recordOn(records, next, on) : record;
}
