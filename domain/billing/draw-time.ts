/** When the run of the practice's draw time is due (BIL-1): once a civil day, from the draw time on (F-9). */
import { dayInZone, type Day, type Instant } from "../calendar.ts";
import { localInstant, millisecondsBetween } from "../instant.ts";

export type DrawClock = {
  readonly timeZone: string;
  /** Local wall time, `HH:MM`. */
  readonly drawTime: string;
};

/**
 * The civil day whose draw time has come and that has not had its run; nothing otherwise. Where the
 * clock jumps over the draw time, even into the next day as in Greenland, the run comes a little
 * earlier: a day without its draw time has its run all the same.
 */
export function dueDrawDay(now: Instant, clock: DrawClock, lastDrawDay: Day | undefined): Day | undefined {
  const today = dayInZone(now, clock.timeZone);
  if (today === lastDrawDay) return undefined;
  return millisecondsBetween(localInstant(today, clock.drawTime, clock.timeZone), now) >= 0 ? today : undefined;
}
