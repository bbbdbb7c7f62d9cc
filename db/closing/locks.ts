/**
 * The lock date (F-10, INV-12): every day through it is locked. The newest row of `day_lock` counts;
 * locking writes a later date, unlocking an earlier one, so that who opened what and why stays.
 */
import { addDays, type Day, type Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

/** The last locked day; null while nothing is locked. */
export function lockedThrough(db: ReadableDb): Day | null {
  return (
    db.get<{ throughOn: Day | null }>("select through_on as throughOn from day_lock order by id desc limit 1")
      ?.throughOn ?? null
  );
}

/** Whether a day is locked: nothing can take effect on it any more. */
export function isDayClosed(db: ReadableDb, day: Day): boolean {
  const through = lockedThrough(db);
  return through !== null && day <= through;
}

/** The day itself, or the first open day after it: where an entry meant for a locked day goes (F-10). */
export function firstOpenDay(db: ReadableDb, day: Day): Day {
  const through = lockedThrough(db);
  return through !== null && day <= through ? addDays(through, 1) : day;
}

/** Refuses `day_locked` for a day that a person chose. */
export function requireOpenDay(db: ReadableDb, day: Day): void {
  const through = lockedThrough(db);
  if (through !== null && day <= through) refuse("day_locked", { dayOn: day, throughOn: through });
}

export type DayLock = {
  readonly throughOn: Day | null;
  readonly reason: string;
  readonly byName: string | null;
  readonly createdAt: Instant;
};

export function insertDayLock(
  db: WritableDb,
  lock: { readonly throughOn: Day | null; readonly reason: string; readonly by: StaffId | null; readonly at: Instant },
): void {
  db.exec(
    `insert into day_lock (through_on, last_entry_id, reason, created_by, created_at)
     values (?, (select coalesce(max(id), 0) from entry), ?, ?, ?)`,
    lock.throughOn,
    lock.reason,
    lock.by,
    lock.at,
  );
}

/** Who locked and unlocked, the newest first. */
export function listDayLocks(db: ReadableDb, limit: number): DayLock[] {
  return db.all<DayLock>(
    `select l.through_on as throughOn, l.reason, s.name as byName, l.created_at as createdAt
     from day_lock l left join staff s on s.id = l.created_by order by l.id desc limit ?`,
    limit,
  );
}
