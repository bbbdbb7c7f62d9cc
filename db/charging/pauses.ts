/** A day whose charging went above the ceiling and waits for a person (control 49). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type ChargePause = {
  readonly pauseId: number;
  readonly todayOn: Day;
  readonly plannedCount: number;
  readonly plannedCents: number;
  readonly ceilingCount: number;
  readonly ceilingCents: number;
  readonly askedAt: Instant;
};

const columns = `id as pauseId, today_on as todayOn, planned_count as plannedCount, planned_cents as plannedCents,
  ceiling_count as ceilingCount, ceiling_cents as ceilingCents, asked_at as askedAt`;

/** The question of a day that nobody has answered. */
export function findWaitingPause(db: ReadableDb, today: Day): ChargePause | undefined {
  return db.get<ChargePause>(`select ${columns} from charge_pause where today_on = ? and approved_at is null`, today);
}

/** The most that a person allowed for a day. */
export function findApproved(db: ReadableDb, today: Day): { count: number; cents: number } | undefined {
  const row = db.get<{ count: number | null; cents: number | null }>(
    "select max(planned_count) as count, max(planned_cents) as cents from charge_pause where today_on = ? and approved_at is not null",
    today,
  );
  return row && row.count !== null && row.cents !== null ? { count: row.count, cents: row.cents } : undefined;
}

/** Asks, or asks again with the newest figures. */
export function askPause(db: WritableDb, pause: Omit<ChargePause, "pauseId">): void {
  db.exec(
    `insert into charge_pause (today_on, planned_count, planned_cents, ceiling_count, ceiling_cents, asked_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict (today_on) where approved_at is null do update set planned_count = excluded.planned_count,
       planned_cents = excluded.planned_cents, ceiling_count = excluded.ceiling_count, ceiling_cents = excluded.ceiling_cents`,
    pause.todayOn,
    pause.plannedCount,
    pause.plannedCents,
    pause.ceilingCount,
    pause.ceilingCents,
    pause.askedAt,
  );
}

/** Answers whether there was a question to answer. */
export function approvePause(db: WritableDb, pauseId: number, by: StaffId | null, at: Instant): boolean {
  return (
    db.exec(
      "update charge_pause set approved_by = ?, approved_at = ? where id = ? and approved_at is null",
      by,
      at,
      pauseId,
    ).changes === 1
  );
}
