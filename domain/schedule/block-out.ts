/** Time that is not to be booked (PPL-16): once, or on weekdays of every so many weeks, until a day or for good. */
import { addDays, daysBetween, weekdayOf, type Day, type Instant } from "../calendar.ts";
import { addMilliseconds, localInstant } from "../instant.ts";
import { refuse } from "../refusal.ts";
import { wallTime, type TimeSpan } from "./slot.ts";

export type BlockOutTerms = {
  readonly title: string;
  readonly fromMinute: number;
  readonly minutes: number;
  readonly firstOn: Day;
  /** The last day that may still have it; null for good. */
  readonly untilOn: Day | null;
  /** 0 for once. */
  readonly everyWeeks: number;
  /** One bit for each weekday, Monday being 1; 0 for once. */
  readonly weekdays: number;
};

/** Refuses `block_out_wrong` with what to mend. */
export function checkBlockOut(terms: BlockOutTerms): BlockOutTerms {
  const { fromMinute, minutes, firstOn, untilOn, everyWeeks, weekdays } = terms;
  const title = terms.title.trim();
  if (title === "" || title.length > 80) refuse("block_out_wrong", { what: "title" });
  if (fromMinute < 0 || minutes < 5 || fromMinute + minutes > 1440) refuse("block_out_wrong", { what: "time" });
  if (untilOn !== null && untilOn < firstOn) refuse("block_out_wrong", { what: "until" });
  if ((everyWeeks === 0) !== (weekdays === 0)) refuse("block_out_wrong", { what: "weekdays" });
  return { ...terms, title, untilOn: everyWeeks === 0 ? null : untilOn };
}

/** Whether it is on a day. Weeks are counted from the Monday of its first day. */
export function isBlockedOn(terms: BlockOutTerms, on: Day): boolean {
  if (on < terms.firstOn || (terms.untilOn !== null && on > terms.untilOn)) return false;
  if (terms.everyWeeks === 0) return on === terms.firstOn;
  if ((terms.weekdays & (1 << (weekdayOf(on) - 1))) === 0) return false;
  const weeks = daysBetween(mondayOf(terms.firstOn), mondayOf(on)) / 7;
  return weeks % terms.everyWeeks === 0;
}

/** The instants on a day that has it; a time that the clocks jump over gives way. */
export function blockedSpan(terms: BlockOutTerms, on: Day, timeZone: string): TimeSpan {
  const end = terms.fromMinute + terms.minutes;
  const startsAt = localInstant(on, wallTime(terms.fromMinute), timeZone);
  const endsAt = end === 1440 ? localInstant(addDays(on, 1), "00:00", timeZone) : localInstant(on, wallTime(end), timeZone);
  return { startsAt, endsAt: later(endsAt, addMilliseconds(startsAt, 1)) };
}

export function mondayOf(on: Day): Day {
  return addDays(on, 1 - weekdayOf(on));
}

function later(a: Instant, b: Instant): Instant {
  return a < b ? b : a;
}
