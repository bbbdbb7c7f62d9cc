/** The practice's own timetable (BIL-11): read, changed with history, never behind somebody's back. */
import { currentSettings, insertSettings, listSettings } from "#db/dunning/settings.ts";
import type { Instant } from "#domain/calendar.ts";
import { checkedSettings, defaultDunning, type DunningSettings } from "#domain/dunning/settings.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type DunningSetup = {
  /** Which version was read; null while the defaults rule. Saving names it, so that nothing is overwritten (UI-9). */
  readonly version: number | null;
  readonly settings: DunningSettings;
  readonly history: { readonly by: string; readonly at: Instant; readonly changed: string[] }[];
};

const mostHistory = 50;

export function readDunning(cx: Cx): DunningSetup {
  return look<DunningSetup>(cx, (db) => {
    const { id, settings } = currentSettings(db);
    const versions = listSettings(db, mostHistory + 1);
    const history = versions.slice(0, mostHistory).map(({ by, at, settings: after }, index) => ({
      by,
      at,
      changed: changedFields(versions[index + 1]?.settings ?? defaultDunning, after),
    }));
    return { version: id, settings, history };
  });
}

/**
 * Saves a new version. Open cases keep the timetable that their letters have promised. Refuses
 * `dunning_settings_old` and what `checkedSettings` refuses.
 */
export function saveDunning(
  cx: Cx,
  change: { readonly basedOn: number | null; readonly settings: DunningSettings },
): { version: number } {
  return act<{ version: number }>(cx, (db) => {
    const before = currentSettings(db);
    if (before.id !== change.basedOn) refuse("dunning_settings_old", {});
    const settings = checkedSettings(change.settings);
    const version = insertSettings(db, { settings, createdBy: cx.actor.staffId, createdAt: cx.now });
    const changed = changedFields(before.settings, settings);
    audit(cx, db, "dunning_settings.changed", `dunning_settings/${version}`, {
      before: pick(before.settings, changed),
      after: pick(settings, changed),
    });
    db.touch("dunning-settings", "notices");
    return { version };
  });
}

function changedFields(before: DunningSettings, after: DunningSettings): (keyof DunningSettings)[] {
  const fields = Object.keys(defaultDunning) as (keyof DunningSettings)[];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

function pick(settings: DunningSettings, fields: readonly (keyof DunningSettings)[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, JSON.stringify(settings[field])]));
}
