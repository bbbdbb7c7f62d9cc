/**
 * No page ever leaves the app and no second page opens (control 7). Every WebContents is guarded,
 * whoever made it; the app itself loads pages from the main process, which asks nobody.
 */
import type { App, WebContents } from "electron";
import { appOrigin } from "./origin.ts";
import { noteRefusal } from "./refusals.ts";

/** Chromium's own viewer and the documents the shell shows in it. */
export function isOfPdfViewer(url: string): boolean {
  return url.startsWith("chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/") || url.startsWith(`${appOrigin}/print/`);
}

export function guardAllNavigation(app: App): void {
  app.on("web-contents-created", (_event, contents) => guardNavigation(contents));
}

function guardNavigation(contents: WebContents): void {
  const prevent = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    noteRefusal(what);
  };
  contents.on("will-navigate", prevent("a navigation"));
  const preventFrame = prevent("a frame's navigation");
  contents.on("will-frame-navigate", (details) => {
    // The built-in viewer shows a document in frames of its own; no page of ours may hold a frame (control 4).
    if (details.isMainFrame || !isOfPdfViewer(details.url)) preventFrame(details);
  });
  contents.on("will-redirect", prevent("a redirect"));
  contents.on("will-attach-webview", prevent("a webview"));
  contents.setWindowOpenHandler(() => {
    noteRefusal("a new window");
    return { action: "deny" };
  });
}
