/** Makes a practice of its own out of a copy of a sample that was made before. */
import { randomUUID } from "node:crypto";
import type { Database } from "#db/database.ts";
import { setClockOffset, setLineage } from "#db/practice.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";

export type ReadySample = {
  /** The last day of its history. */
  readonly throughOn: Day;
  /** Today at the practice's place. */
  readonly todayOn: Day;
};

/** Its clock stands on the last day of its history (F-20), however long ago that was made. */
export function adoptSample(db: Database, { throughOn, todayOn }: ReadySample): void {
  db.write((write) => {
    setLineage(write, randomUUID());
    setClockOffset(write, daysBetween(todayOn, throughOn));
    write.touch("clock", "status");
  });
}
