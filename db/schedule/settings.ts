/** The schedule's hours and the policy of missed visits: every saved version stays, the newest rules (PPL-16). */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { defaultSchedule, type ScheduleSettings } from "#domain/schedule/settings.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type ScheduleSettingsVersion = { readonly id: number | null; readonly settings: ScheduleSettings };

/** Id null while the defaults rule. */
export function currentSchedule(db: ReadableDb): ScheduleSettingsVersion {
  const row = db.get<{ id: number; settings: string }>("select id, settings from schedule_settings order by id desc limit 1");
  return row
    ? { id: row.id, settings: { ...defaultSchedule, ...(JSON.parse(row.settings) as Partial<ScheduleSettings>) } }
    : { id: null, settings: defaultSchedule };
}

export function insertScheduleSettings(
  db: WritableDb,
  row: { readonly settings: ScheduleSettings; readonly createdBy: StaffId | null; readonly createdAt: Instant },
): number {
  return db.exec(
    "insert into schedule_settings (settings, created_by, created_at) values (?, ?, ?)",
    JSON.stringify(row.settings),
    row.createdBy,
    row.createdAt,
  ).id;
}
