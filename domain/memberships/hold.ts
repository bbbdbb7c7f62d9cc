/** The limits of a hold (MEM-12): not in the past, at least a month, at most three months in twelve, no overlap. */
import { addDays, addMonths, daysBetween, type Day } from "../calendar.ts";
import { refuse } from "../refusal.ts";
import type { Hold } from "./draw-facts.ts";

export const longestHoldMonths = 3;

/**
 * Refuses `hold_too_early`, `hold_too_short`, `hold_too_long` and `hold_overlaps`. An open-ended
 * hold ends where three months in twelve are used up, so its end is always known.
 */
export function checkedHold(wanted: Hold, others: readonly Hold[], today: Day): Hold & { readonly until: Day } {
  if (wanted.from < today) refuse("hold_too_early", { earliestOn: today });
  const limit = addDays(addMonths(wanted.from, longestHoldMonths), -heldDaysInYear(others, wanted.from));
  const until = wanted.until ?? limit;
  const shortest = addMonths(wanted.from, 1);
  if (until > limit || limit < shortest) refuse("hold_too_long", { months: longestHoldMonths });
  if (until < shortest) refuse("hold_too_short", { earliestUntilOn: shortest });
  const overlapping = others.find((hold) => hold.from < until && (hold.until ?? "9999") > wanted.from);
  if (overlapping) refuse("hold_overlaps", { fromOn: overlapping.from });
  return { ...wanted, until };
}

/** Days held in the twelve months before a day. */
function heldDaysInYear(holds: readonly Hold[], before: Day): number {
  const yearAgo = addMonths(before, -12);
  return holds.reduce((days, hold) => {
    const from = hold.from > yearAgo ? hold.from : yearAgo;
    const until = hold.until !== null && hold.until < before ? hold.until : before;
    return until > from ? days + daysBetween(from, until) : days;
  }, 0);
}
