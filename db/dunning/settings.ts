/** The timetable of a practice: every saved version stays, the newest rules (BIL-11). */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { defaultDunning, type DunningSettings } from "#domain/dunning/settings.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type SettingsVersion = { readonly id: number | null; readonly settings: DunningSettings };

/** The settings in force; id null while the practice has never changed the defaults. */
export function currentSettings(db: ReadableDb): SettingsVersion {
  const row = db.get<{ id: number; settings: string }>(
    "select id, settings from dunning_settings order by id desc limit 1",
  );
  return row ? { id: row.id, settings: read(row.settings) } : { id: null, settings: defaultDunning };
}

/** The settings a case began with. */
export function settingsOf(db: ReadableDb, id: number | null): DunningSettings {
  if (id === null) return defaultDunning;
  const row = db.get<{ settings: string }>("select settings from dunning_settings where id = ?", id);
  return row ? read(row.settings) : defaultDunning;
}

/** A version written before a setting existed has that setting's default; once there was a list of what is not written. */
function read(text: string): DunningSettings {
  const { off = [], ...kept } = JSON.parse(text) as Partial<DunningSettings> & { readonly off?: readonly NoticeKind[] };
  const offBefore = Object.fromEntries(off.map((kind) => [kind, "off" as const]));
  return { ...defaultDunning, ...kept, writing: { ...offBefore, ...kept.writing } };
}

export function insertSettings(
  db: WritableDb,
  row: { readonly settings: DunningSettings; readonly createdBy: StaffId | null; readonly createdAt: Instant },
): number {
  return db.exec(
    "insert into dunning_settings (settings, created_by, created_at) values (?, ?, ?)",
    JSON.stringify(row.settings),
    row.createdBy,
    row.createdAt,
  ).id;
}

export type SettingsChange = {
  readonly id: number;
  readonly settings: DunningSettings;
  readonly by: string;
  readonly at: Instant;
};

/** Newest first. */
export function listSettings(db: ReadableDb, limit: number): SettingsChange[] {
  return db
    .all<{ id: number; settings: string; by: string; at: Instant }>(
      `select d.id, d.settings, coalesce(s.name, '') as "by", d.created_at as at
       from dunning_settings d left join staff s on s.id = d.created_by order by d.id desc limit ?`,
      limit,
    )
    .map((row) => ({ ...row, settings: read(row.settings) }));
}
