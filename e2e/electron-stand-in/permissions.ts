/**
 * Permissions follow the app's handlers: as in Electron, without a handler everything is granted,
 * and what a handler denies, Chromium denies without asking.
 */
import type Electron from "electron";
import type { CdpSession } from "./cdp.ts";
import type { Session } from "./session.ts";

type Permission = Parameters<
  NonNullable<Parameters<Electron.Session["setPermissionRequestHandler"]>[0]>
>[1];

/** Electron's name of a permission and Chromium's. */
const names: readonly (readonly [Permission, string])[] = [
  ["geolocation", "geolocation"],
  ["notifications", "notifications"],
  ["clipboard-read", "clipboard-read"],
  ["clipboard-sanitized-write", "clipboard-write"],
  ["media", "camera"],
  ["media", "microphone"],
  ["midi", "midi"],
  ["idle-detection", "idle-detection"],
  ["persistent-storage", "persistent-storage"],
  ["screen-wake-lock", "screen-wake-lock"],
  ["local-fonts", "local-fonts"],
  ["window-management", "window-management"],
  ["display-capture", "display-capture"],
];

/** Asks the handlers once for each permission and tells Chromium. */
export async function applyPermissions(
  browser: CdpSession,
  session: Session,
  webContents: Electron.WebContents,
): Promise<void> {
  for (const [permission, name] of names) {
    const granted = await isGranted(session, webContents, permission);
    await browser.send("Browser.setPermission", {
      permission: { name },
      setting: granted ? "granted" : "denied",
    });
  }
}

async function isGranted(
  session: Session,
  webContents: Electron.WebContents,
  permission: Permission,
): Promise<boolean> {
  const check = session.permissionCheck;
  const origin = webContents.getURL();
  if (check !== null && !check(webContents, permission, origin, { isMainFrame: true }))
    return false;
  const request = session.permissionRequest;
  if (request === null) return true;
  return new Promise((resolve) =>
    request(webContents, permission, resolve, { isMainFrame: true, requestingUrl: origin }),
  );
}
