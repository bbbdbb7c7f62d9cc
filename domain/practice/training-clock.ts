/**
 * The clock of a training practice (F-20): the computer's clock plus a number of civil days, which
 * only ever grows. A live practice has none.
 */
import { dayInZone, daysBetween, type Day, type Instant } from "../calendar.ts";
import { addCivilDays } from "../instant.ts";
import { refuse } from "../refusal.ts";

export type PracticeKind = "live" | "training" | "sample";

/** Days a training clock may be moved at once. */
export const longestAdvanceDays = 800;

/** Now and today as a practice sees them; the offset of a live practice is zero. */
export function practiceTime(
  computerNow: Instant,
  offsetDays: number,
  timeZone: string,
): { readonly now: Instant; readonly today: Day } {
  const now = offsetDays === 0 ? computerNow : addCivilDays(computerNow, offsetDays, timeZone);
  return { now, today: dayInZone(now, timeZone) };
}

/**
 * How many days the clock moves to reach a day. Refuses `only_in_training`, `clock_only_forward`
 * and `clock_step_too_far`.
 */
export function daysToAdvance(kind: PracticeKind, todayOn: Day, toOn: Day): number {
  if (kind === "live") refuse("only_in_training", {});
  const days = daysBetween(todayOn, toOn);
  if (days <= 0) refuse("clock_only_forward", { todayOn });
  if (days > longestAdvanceDays) refuse("clock_step_too_far", { maxDays: longestAdvanceDays });
  return days;
}
