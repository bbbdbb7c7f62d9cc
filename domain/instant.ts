/** Arithmetic on instants (F-4): elapsed time, and whole civil days on in the practice's time zone. */
import { Temporal } from "temporal-polyfill";
import { toInstant, type Day, type Instant } from "./calendar.ts";

/** Milliseconds from one instant to another; negative if the second is earlier. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
}

/** The instant of a number of milliseconds since 1970, as a clock tells it. */
export function instantOf(epochMilliseconds: number): Instant {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.trunc(epochMilliseconds));
  return toInstant(at.toString({ fractionalSecondDigits: 3 }));
}

/** Milliseconds since 1970. */
export function epochOf(at: Instant): number {
  return Temporal.Instant.from(at).epochMilliseconds;
}

export function addMilliseconds(at: Instant, milliseconds: number): Instant {
  return instantOf(epochOf(at) + milliseconds);
}

/**
 * The same wall time a number of civil days later. A day is not 24 hours where the clocks change,
 * so that the civil day moves by exactly `days` in every zone (F-9).
 */
export function addCivilDays(at: Instant, days: number, timeZone: string): Instant {
  const moved = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).add({ days });
  return instantOf(moved.epochMilliseconds);
}

/**
 * The instant of a local wall time `HH:MM` on a civil day. Of a time that comes twice it is the first;
 * a time that the clock jumps over is as much earlier as the clock jumps.
 */
export function localInstant(day: Day, time: string, timeZone: string): Instant {
  const local = Temporal.PlainDateTime.from(`${day}T${time}`);
  return instantOf(local.toZonedDateTime(timeZone, { disambiguation: "earlier" }).epochMilliseconds);
}

export function laterOf(a: Instant, b: Instant): Instant {
  return millisecondsBetween(a, b) > 0 ? b : a;
}
