/**
 * What the run and the changes of memberships book for days gone by (BIL-2, MEM-12) must not be held
 * up by a lock: an entry meant for a locked day takes the first open day and keeps the day it belongs
 * to (F-10). See docs/decisions/locked-days.md.
 */
import { firstOpenDay } from "#db/closing/locks.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";

export type OpenDay = { readonly effectiveOn: Day; readonly belongsOn: Day | null };

/** Where an entry meant for `day` is booked: that day, or the first open day with the day it belongs to. */
export function onOpenDay(db: ReadableDb, day: Day): OpenDay {
  const effectiveOn = firstOpenDay(db, day);
  return { effectiveOn, belongsOn: effectiveOn === day ? null : day };
}
