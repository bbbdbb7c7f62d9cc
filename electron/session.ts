/**
 * What pages may reach outside themselves: nothing of the network (control 5), and of the
 * computer's devices only writing plain text and pictures to the clipboard (control 6).
 */
import type { Session } from "electron";
import { noteRefusal } from "./refusals.ts";

/** Requests that stay inside the app. `devtools:` exists in development only. */
const ownProtocols = new Set(["app:", "devtools:", "blob:", "data:"]);

/**
 * Chromium's built-in PDF viewer, which the print window shows a document in: part of the program,
 * not remote content.
 */
const pdfViewer = ["chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/", "chrome://resources/"];

/** Permissions a page has; every other one is denied. */
const allowedPermissions = new Set(["clipboard-sanitized-write"]);

export function isOwnRequest(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return (
    ownProtocols.has(new URL(url).protocol) || pdfViewer.some((start) => url.startsWith(start))
  );
}

export function hardenSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const isOwn = isOwnRequest(url);
    if (!isOwn) noteRefusal("a request to the outside");
    callback({ cancel: !isOwn });
  });
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    callback(allowedPermissions.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => allowedPermissions.has(permission));
  denyDevices(session);
  // Spelling would fetch a dictionary.
  session.setSpellCheckerEnabled(false);
}

function denyDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.on("select-hid-device", (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on("select-usb-device", (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on("select-serial-port", (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback("");
  });
}
