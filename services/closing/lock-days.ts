/** Locks the books through a day and unlocks them with a reason (INV-12); docs/decisions/locked-days.md. */
import { countUnclosed, listDayStates, type DayState } from "#db/closing/day-closes.ts";
import { insertDayLock, listDayLocks, lockedThrough, type DayLock } from "#db/closing/locks.ts";
import type { WritableDb } from "#db/database.ts";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

export type LockedDays = {
  readonly throughOn: Day | null;
  /** How many days the lock moved over, forth or back. */
  readonly days: number;
  /** Of these, days with entries that nobody has closed. */
  readonly neverClosed: number;
};

/** Locks every day through one. Refuses `day_not_over` and `day_already_locked`. */
export function lockDays(cx: Cx, input: { readonly throughOn: Day }): LockedDays {
  return act<LockedDays>(cx, (db) => lockDaysWithin(cx, db, input));
}

export function lockDaysWithin(cx: Work, db: WritableDb, { throughOn }: { readonly throughOn: Day }): LockedDays {
  // What is booked today must never meet a lock: neither a run nor the desk waits for anybody.
  if (throughOn >= cx.today) refuse("day_not_over", { dayOn: throughOn });
  const before = lockedThrough(db);
  if (before !== null && throughOn <= before) refuse("day_already_locked", { throughOn: before });
  const neverClosed = countUnclosed(db, before, throughOn);
  insertDayLock(db, { throughOn, reason: "", by: cx.actor.staffId, at: cx.now });
  audit(cx, db, "day.locked", `day/${throughOn}`, { before: { throughOn: before }, after: { throughOn, neverClosed } });
  db.touch("closing", "reports");
  return { throughOn, days: before === null ? 1 : daysBetween(before, throughOn), neverClosed };
}

export type UnlockInput = { readonly dayOn: Day; readonly reason: string };

/** Opens a day and the days after it, which build on it. Refuses `day_not_locked`. */
export function unlockDays(cx: Cx, input: UnlockInput): LockedDays {
  return act<LockedDays>(cx, (db) => unlockDaysWithin(cx, db, input));
}

export function unlockDaysWithin(cx: Work, db: WritableDb, { dayOn, reason }: UnlockInput): LockedDays {
  const before = lockedThrough(db);
  if (before === null || dayOn > before) refuse("day_not_locked", { dayOn });
  const throughOn = addDays(dayOn, -1);
  insertDayLock(db, { throughOn, reason, by: cx.actor.staffId, at: cx.now });
  audit(cx, db, "day.unlocked", `day/${dayOn}`, { before: { throughOn: before }, after: { throughOn, reason } });
  db.touch("closing", "reports");
  return { throughOn, days: daysBetween(throughOn, before), neverClosed: 0 };
}

export type ClosedDays = {
  readonly today: Day;
  readonly lockedThrough: Day | null;
  readonly days: (DayState & { readonly isLocked: boolean })[];
  readonly locks: DayLock[];
};

const daysShown = 45;
const locksShown = 50;

/** The last weeks, day by day: what was closed, what was over or short, and how far the books are locked. */
export function listClosedDays(cx: Cx): ClosedDays {
  return look<ClosedDays>(cx, (db) => {
    const through = lockedThrough(db);
    return {
      today: cx.today,
      lockedThrough: through,
      days: listDayStates(db, addDays(cx.today, -daysShown), cx.today).map((day) => ({
        ...day,
        isLocked: through !== null && day.dayOn <= through,
      })),
      locks: listDayLocks(db, locksShown),
    };
  });
}
