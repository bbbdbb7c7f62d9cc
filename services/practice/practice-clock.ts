/** Today and now as the open practice sees them, and who it is: asked at every call (F-4, F-20). */
import type { Database } from "#db/database.ts";
import { findClock } from "#db/practice.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { practiceTime, type PracticeKind } from "#domain/practice/training-clock.ts";

export type PracticeMoment = {
  readonly now: Instant;
  readonly today: Day;
  readonly kind: PracticeKind;
  readonly timeZone: string;
  readonly lockMinutes: number;
};

/** `wallNow` is what the computer's clock shows. */
export function practiceMoment(database: Database, wallNow: Instant): PracticeMoment {
  const clock = database.read((db) => findClock(db));
  invariant(clock, "an open practice file has its practice row");
  const offsetDays = clock.kind === "live" ? 0 : clock.offsetDays;
  const { kind, timeZone, lockMinutes } = clock;
  return { ...practiceTime(wallNow, offsetDays, timeZone), kind, timeZone, lockMinutes };
}
