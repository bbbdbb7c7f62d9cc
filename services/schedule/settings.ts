/** The schedule's hours and what a missed visit costs (PPL-16): read, and changed with history. */
import { currentSchedule, insertScheduleSettings, type ScheduleSettingsVersion } from "#db/schedule/settings.ts";
import { refuse } from "#domain/refusal.ts";
import { checkScheduleSettings, type ScheduleSettings } from "#domain/schedule/settings.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export function readScheduleSettings(cx: Cx): ScheduleSettingsVersion {
  return look<ScheduleSettingsVersion>(cx, (db) => currentSchedule(db));
}

/** Visits that were missed already keep what they cost. Refuses `schedule_settings_old` and `schedule_settings_wrong`. */
export function saveScheduleSettings(
  cx: Cx,
  input: { readonly basedOn: number | null; readonly settings: ScheduleSettings },
): { readonly version: number } {
  return act<{ readonly version: number }>(cx, (db) => {
    const before = currentSchedule(db);
    if (before.id !== input.basedOn) refuse("schedule_settings_old", {});
    const settings = checkScheduleSettings(input.settings);
    const version = insertScheduleSettings(db, { settings, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "schedule_settings.changed", `schedule_settings/${version}`, { before: words(before.settings), after: words(settings) });
    db.touch("schedule");
    return { version };
  });
}

function words({ lateFees, ...rest }: ScheduleSettings) {
  return { ...rest, lateFees: JSON.stringify(lateFees) };
}
