import { expect, test } from "vitest";
import { isOwnRequest } from "./session.ts";

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
