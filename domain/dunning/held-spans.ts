/** A family's case stands still only on the days on which every one of its memberships is on hold (MEM-12). */
import type { Day } from "../calendar.ts";
import type { HeldSpan } from "./timetable.ts";

/** The spans in which all lists hold; no lists at all hold nothing. */
export function heldByAll(lists: readonly (readonly HeldSpan[])[]): HeldSpan[] {
  const [first, ...rest] = lists;
  if (first === undefined) return [];
  return rest.reduce<HeldSpan[]>((held, list) => held.flatMap((span) => list.flatMap((other) => overlap(span, other))), [
    ...first,
  ]);
}

export function isHeldBy(spans: readonly HeldSpan[], on: Day): boolean {
  return spans.some((span) => span.from <= on && (span.until === null || on < span.until));
}

function overlap(a: HeldSpan, b: HeldSpan): HeldSpan[] {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until === null ? b.until : b.until === null || a.until < b.until ? a.until : b.until;
  return until === null || from < until ? [{ from, until }] : [];
}
