/**
 * When a visit is (PPL-16). Its day and wall time are what was promised; the instants follow from them
 * and the practice's zone, so that a visit beyond a change of clocks keeps its wall time (F-9). Whether
 * two visits collide is asked of the instants: on a day of 23 or 25 hours the wall says it wrongly.
 */
import { addDays, addMonths, dayInZone, timeInZone, type Day, type Instant } from "../calendar.ts";
import { addMilliseconds, localInstant } from "../instant.ts";
import { refuse } from "../refusal.ts";

export type Slot = {
  readonly visitOn: Day;
  /** Minutes after midnight on the wall, 0 to 1439. */
  readonly fromMinute: number;
  readonly minutes: number;
};

export type TimeSpan = { readonly startsAt: Instant; readonly endsAt: Instant };

export const slotLimits = { leastMinutes: 5, mostMinutes: 720, yearsAhead: 3, services: 20 } as const;

/**
 * The instants of a slot. Refuses `appointment_time_wrong`, `appointment_too_long`,
 * `appointment_time_skipped` for a wall time that the clocks jump over, and `appointment_past_midnight`.
 */
export function spanOf(slot: Slot, timeZone: string): TimeSpan {
  const { visitOn, fromMinute, minutes } = slot;
  const isWhole = Number.isSafeInteger(fromMinute) && Number.isSafeInteger(minutes);
  if (!isWhole || fromMinute < 0 || fromMinute > 1439 || minutes < slotLimits.leastMinutes) refuse("appointment_time_wrong", {});
  if (minutes > slotLimits.mostMinutes) refuse("appointment_too_long", { most: slotLimits.mostMinutes });
  const time = wallTime(fromMinute);
  const startsAt = localInstant(visitOn, time, timeZone);
  if (dayInZone(startsAt, timeZone) !== visitOn || timeInZone(startsAt, timeZone) !== time)
    refuse("appointment_time_skipped", { on: visitOn, fromMinute });
  const endsAt = addMilliseconds(startsAt, minutes * 60_000);
  if (dayInZone(addMilliseconds(endsAt, -1), timeZone) !== visitOn) refuse("appointment_past_midnight", {});
  return { startsAt, endsAt };
}

/** Refuses `appointment_day_past` and `appointment_day_far`. */
export function requireBookableVisitDay(visitOn: Day, today: Day): void {
  if (visitOn < today) refuse("appointment_day_past", { earliestOn: today });
  const latestOn = addMonths(today, 12 * slotLimits.yearsAhead);
  if (visitOn > latestOn) refuse("appointment_day_far", { latestOn });
}

/** Half-open: one may begin when the other ends. */
export function spansOverlap(a: TimeSpan, b: TimeSpan): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}

/** `09:05` for 545. */
export function wallTime(minute: number): string {
  const hours = Math.floor(minute / 60);
  const rest = minute % 60;
  return `${hours < 10 ? "0" : ""}${hours}:${rest < 10 ? "0" : ""}${rest}`;
}

/** The days of a view from its first: one, or the seven of a week. */
export function daysFrom(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
