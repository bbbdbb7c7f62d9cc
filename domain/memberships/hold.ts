/** The limits of a hold (MEM-12): not in the past, at least a month, at most three months in twelve, no overlap. */
import { addDays, addMonths, daysBetween, type Day, type DayRange } from "../calendar.ts";
import { refuse } from "../refusal.ts";
import type { Hold } from "./draw-facts.ts";

export const longestHoldMonths = 3;

/**
 * Refuses `hold_too_early`, `hold_too_short`, `hold_too_long` and `hold_overlaps`. An open-ended hold
 * ends where three months in twelve are used up, so its end is always known. `earliest` is today, or
 * the membership's start where that lies ahead.
 */
export function checkedHold(wanted: Hold, others: readonly Hold[], earliest: Day): Hold & { readonly until: Day } {
  const { from } = wanted;
  if (from < earliest) refuse("hold_too_early", { earliestOn: earliest });
  const limit = longestUntil(from, others);
  const until = wanted.until ?? limit;
  const shortest = addMonths(from, 1);
  if (until > limit || limit < shortest) refuse("hold_too_long", { months: longestHoldMonths });
  if (until < shortest) refuse("hold_too_short", { earliestUntilOn: shortest });
  const overlapping = others.find((hold) => hold.from < until && (hold.until ?? "9999") > from);
  if (overlapping) refuse("hold_overlaps", { fromOn: overlapping.from });
  return { ...wanted, until };
}

/** The last end with which no twelve months, before or after, hold more than three months of days. */
function longestUntil(from: Day, others: readonly Hold[]): Day {
  const longest = addMonths(from, longestHoldMonths);
  const allowedDays = daysBetween(from, longest);
  const ended = others.map((hold): DayRange => ({ from: hold.from, to: hold.until ?? longest }));
  for (let until = longest; until > from; until = addDays(until, -1)) {
    const held = [...ended, { from, to: until }];
    if (yearsAround(held).every((year) => heldDays(held, year) <= allowedDays)) return until;
  }
  return from;
}

/** The years that can hold the most held days begin with a hold or end with one. */
function yearsAround(held: readonly DayRange[]): DayRange[] {
  return held.flatMap((hold) => [
    { from: hold.from, to: addMonths(hold.from, 12) },
    { from: addMonths(hold.to, -12), to: hold.to },
  ]);
}

function heldDays(held: readonly DayRange[], year: DayRange): number {
  return held.reduce((days, hold) => {
    const from = hold.from > year.from ? hold.from : year.from;
    const to = hold.to < year.to ? hold.to : year.to;
    return to > from ? days + daysBetween(from, to) : days;
  }, 0);
}
