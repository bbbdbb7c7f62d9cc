import { EventEmitter } from "node:events";
import type { App } from "electron";
import { expect, test } from "vitest";
import { guardAllNavigation } from "./navigation.ts";

type OpenHandler = (details: { url: string }) => { action: string };

/** A page as the app announces it, with what the guard sets on it. */
function guardedPage() {
  const app = new EventEmitter();
  guardAllNavigation(app as unknown as App);
  const set: { open?: OpenHandler } = {};
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => void (set.open = handler),
  });
  app.emit("web-contents-created", {}, contents);
  return { contents, open: set.open! };
}

test.each(["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"])(
  "control 7 %s is prevented, wherever it leads",
  (name) => {
    const { contents } = guardedPage();
    let prevented = 0;
    for (const url of ["https://elsewhere.test/", "app://perennial/index.html"]) {
      contents.emit(name, { url, preventDefault: () => (prevented += 1) });
    }
    expect(prevented).toBe(2);
  },
);

test.each([
  "https://elsewhere.test/",
  "https://checkout.stripe.com/",
  "app://perennial/",
  "about:blank",
])("control 7 a second window for %s is denied", (url) => {
  expect(guardedPage().open({ url })).toEqual({ action: "deny" });
});

test("control 7 only the built-in viewer's own frames may load, and only as frames", () => {
  const { contents } = guardedPage();
  const isPrevented = (url: string, isMainFrame: boolean): boolean => {
    let prevented = false;
    contents.emit("will-frame-navigate", { url, isMainFrame, preventDefault: () => (prevented = true) });
    return prevented;
  };
  const viewer = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html";
  const document = "app://perennial/print/3.pdf";
  expect([viewer, document].map((url) => isPrevented(url, false))).toEqual([false, false]);
  expect([viewer, document].map((url) => isPrevented(url, true))).toEqual([true, true]);
  for (const url of ["app://perennial/", "app://perennial.evil/print/3.pdf", "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjaix/", "https://elsewhere.test/print/3.pdf"])
    expect(isPrevented(url, false), url).toBe(true);
});
