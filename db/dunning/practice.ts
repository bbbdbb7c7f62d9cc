/** What the timetable needs to know of the practice. */
import type { ReadableDb } from "../database.ts";

export function practiceTimeZone(db: ReadableDb): string {
  return db.get<{ zone: string }>("select time_zone as zone from practice where id = 1")?.zone ?? "UTC";
}
