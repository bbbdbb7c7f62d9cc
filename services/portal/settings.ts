/** What the portal may show and take: read and saved (PKG-4). */
import { putPortal, readPortal } from "#db/portal/settings.ts";
import type { PortalSettings } from "#domain/portal/settings.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type PortalSettingsView = {
  readonly version: number;
  readonly settings: PortalSettings;
  /** Whether a relay is connected, so that there is a portal at all. */
  readonly isConnected: boolean;
};

export function readPortalSettings(cx: Cx): PortalSettingsView {
  return look<PortalSettingsView>(cx, (db) => ({ ...readPortal(db), isConnected: (cx.gateways.portal?.kind ?? "none") !== "none" }));
}

/** Refuses `record_changed_meanwhile`. */
export function savePortalSettings(cx: Cx, change: { readonly basedOn: number; readonly settings: PortalSettings }): { version: number } {
  return act<{ version: number }>(cx, (db) => {
    const before = readPortal(db);
    if (before.version !== change.basedOn) refuse("record_changed_meanwhile", {});
    const version = before.version + 1;
    putPortal(db, { version, settings: change.settings });
    audit(cx, db, "portal.settings_changed", "practice/1", { before: { ...before.settings }, after: { ...change.settings } });
    db.touch("portal");
    return { version };
  });
}
