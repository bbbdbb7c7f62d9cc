import { EventEmitter } from "node:events";
import type { Session } from "electron";
import { expect, test } from "vitest";
import { hardenSession, isOwnRequest } from "./session.ts";

/** Keeps the handlers it is given, to be asked as Electron would ask them. */
function hardenedSession() {
  const handlers = new Map<string, (...args: never[]) => unknown>();
  const keep = (name: string) => (handler: (...args: never[]) => unknown) =>
    handlers.set(name, handler);
  const names = [
    "setPermissionRequestHandler",
    "setPermissionCheckHandler",
    "setDevicePermissionHandler",
    "setDisplayMediaRequestHandler",
    "setBluetoothPairingHandler",
    "setUSBProtectedClassesHandler",
    "setSpellCheckerEnabled",
  ];
  const session = Object.assign(new EventEmitter(), {
    ...Object.fromEntries(names.map((name) => [name, keep(name)])),
    webRequest: { onBeforeRequest: keep("onBeforeRequest") },
  });
  hardenSession(session as unknown as Session);
  const ask = (name: string, ...args: unknown[]) => handlers.get(name)!(...(args as never[]));
  return { session, handlers, ask };
}

test.each([
  "app://perennial/",
  "app://perennial/assets/index.js",
  "blob:app://perennial/0b6c",
  "data:image/png;base64,AAAA",
  "devtools://devtools/bundled/devtools_app.html",
  "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html",
])("control 5 %s stays inside the app", (url) => {
  expect(isOwnRequest(url)).toBe(true);
});

test.each([
  "https://example.com/",
  "http://127.0.0.1:4310/",
  "ws://127.0.0.1:4310/",
  "file:///etc/passwd",
  "ftp://example.com/",
  "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai.evil/",
  "chrome-extension://abcdefghijklmnopabcdefghijklmnop/",
  "chrome://settings/",
  "javascript:alert(1)",
  "about:blank",
  "apps://perennial/",
  "//example.com",
  "",
])("control 5 %j is cancelled", (url) => {
  expect(isOwnRequest(url)).toBe(false);
});

test("control 5 the session cancels what is not ours and nothing else", () => {
  const { ask } = hardenedSession();
  const answers: unknown[] = [];
  for (const url of ["app://perennial/", "https://example.com/"]) {
    ask("onBeforeRequest", { url }, (answer: unknown) => answers.push(answer));
  }
  expect(answers).toEqual([{ cancel: false }, { cancel: true }]);
});

test.each([
  ["clipboard-sanitized-write", true],
  ["clipboard-read", false],
  ["deprecated-sync-clipboard-read", false],
  ["media", false],
  ["geolocation", false],
  ["notifications", false],
  ["openExternal", false],
  ["fileSystem", false],
  ["hid", false],
  ["usb", false],
  ["serial", false],
  ["unknown", false],
])("control 6 the permission %s is %s, asked for or looked up", (permission, allowed) => {
  const { ask } = hardenedSession();
  const answers: unknown[] = [];
  ask("setPermissionRequestHandler", {}, permission, (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([allowed]);
  expect(ask("setPermissionCheckHandler", {}, permission)).toBe(allowed);
});

test("control 6 devices, screens and pairing are denied", () => {
  const { ask } = hardenedSession();
  const answers: unknown[] = [];
  const hear = (answer: unknown) => answers.push(answer);
  ask("setDisplayMediaRequestHandler", {}, hear);
  ask("setBluetoothPairingHandler", {}, hear);
  expect(answers).toEqual([null, { confirmed: false }]);
  expect(ask("setDevicePermissionHandler", { deviceType: "usb" })).toBe(false);
  expect(ask("setUSBProtectedClassesHandler", { protectedClasses: ["hid"] })).toEqual(["hid"]);
});

test.each(["select-hid-device", "select-usb-device", "select-serial-port"])(
  "control 6 %s chooses nothing",
  (event) => {
    const { session } = hardenedSession();
    let isPrevented = false;
    const answers: unknown[] = [];
    const choose = (chosen?: string) => answers.push(chosen ?? "");
    const details = event === "select-serial-port" ? [[], {}] : [{}];
    session.emit(event, { preventDefault: () => (isPrevented = true) }, ...details, choose);
    expect({ isPrevented, answers }).toEqual({ isPrevented: true, answers: [""] });
  },
);

test("control 1 spelling fetches no dictionary", () => {
  const { handlers } = hardenedSession();
  expect(handlers.has("setSpellCheckerEnabled")).toBe(true);
});
