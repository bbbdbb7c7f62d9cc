/**
 * Every request of a page passes here before it leaves Chromium: navigation events first, then the
 * session's onBeforeRequest, then the handler of a registered scheme.
 */
import type { CdpSession } from "./cdp.ts";
import type { Frames } from "./frames.ts";
import { answer, fromWeb, toWeb } from "./schemes.ts";
import { isCancelled, receivedHeaders } from "./session.ts";

export interface NavigationEvents {
  /** Emits a cancellable navigation event on the WebContents; true when a listener prevented it. */
  prevents(
    event: "will-navigate" | "will-frame-navigate" | "will-redirect",
    details: { url: string; frameId: string; isMainFrame: boolean },
  ): boolean;
}

declare const page: CdpSession;
type Paused = Parameters<Parameters<typeof page.on<"Fetch.requestPaused">>[1]>[0];

export class Requests {
  private readonly page: CdpSession;
  private readonly frames: Frames;
  private readonly events: NavigationEvents;
  private readonly webContentsId: number;
  /** Navigations the page itself asked for and Chromium has not begun: frame to address. */
  private readonly asked = new Map<string, string>();
  /** Frames whose navigation under way was asked for by the page, not by the main process. */
  private readonly byPage = new Set<string>();

  constructor(page: CdpSession, frames: Frames, events: NavigationEvents, webContentsId: number) {
    this.page = page;
    this.frames = frames;
    this.events = events;
    this.webContentsId = webContentsId;
  }

  async intercept(): Promise<void> {
    this.page.on("Page.frameRequestedNavigation", ({ frameId, url }) => {
      this.asked.set(frameId, url);
    });
    this.page.on("Page.frameStartedNavigating", ({ frameId, url }) => {
      const isAsked = this.asked.get(frameId) === url;
      this.asked.delete(frameId);
      if (isAsked) this.byPage.add(frameId);
      else this.byPage.delete(frameId);
    });
    this.page.on("Fetch.requestPaused", (paused) => {
      // Fails when the page went away while its request was held: nobody waits for it then.
      void this.decide(paused).catch(() => undefined);
    });
    await this.page.send("Fetch.enable", { patterns: [{ urlPattern: "*" }] });
  }

  private async decide(paused: Paused): Promise<void> {
    const url = fromWeb(paused.request.url);
    if (paused.resourceType === "Document" && this.isNavigationPrevented(paused, url)) {
      return this.fail(paused, "Aborted");
    }
    const details = {
      url,
      method: paused.request.method,
      resourceType: this.resourceType(paused),
      webContentsId: this.webContentsId,
    };
    if (await isCancelled(details)) return this.fail(paused, "BlockedByClient");

    const response = await answer(requestOf(paused, url)).catch(
      (error: unknown) => new Response(String(error), { status: 500 }),
    );
    if (response === undefined) {
      await this.page.send("Fetch.continueRequest", { requestId: paused.requestId });
      return;
    }
    const given = Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]]));
    const headers = await receivedHeaders({
      ...details,
      statusCode: response.status,
      responseHeaders: given,
    });
    await this.page.send("Fetch.fulfillRequest", {
      requestId: paused.requestId,
      responseCode: response.status,
      responseHeaders: Object.entries(headers).flatMap(([name, values]) =>
        [values].flat().map((value) => ({ name, value: toWeb(value) })),
      ),
      body: Buffer.from(await response.arrayBuffer()).toString("base64"),
    });
  }

  /** As in Electron, only what the page asked for is announced; loadURL and reload are not. */
  private isNavigationPrevented(paused: Paused, url: string): boolean {
    const { frameId } = paused;
    const details = { url, frameId, isMainFrame: this.frames.isMain(frameId) };
    if (paused.redirectedRequestId !== undefined)
      return this.events.prevents("will-redirect", details);
    if (!this.byPage.delete(frameId)) return false;
    if (this.events.prevents("will-frame-navigate", details)) return true;
    return details.isMainFrame && this.events.prevents("will-navigate", details);
  }

  private resourceType(paused: Paused): string {
    if (paused.resourceType !== "Document") return paused.resourceType.toLowerCase();
    return this.frames.isMain(paused.frameId) ? "mainFrame" : "subFrame";
  }

  private async fail(paused: Paused, errorReason: "Aborted" | "BlockedByClient"): Promise<void> {
    await this.page.send("Fetch.failRequest", { requestId: paused.requestId, errorReason });
  }
}

function requestOf({ request }: Paused, url: string): Request {
  const hasBody = request.postData !== undefined && !["GET", "HEAD"].includes(request.method);
  return new Request(url, {
    method: request.method,
    headers: request.headers,
    ...(hasBody ? { body: request.postData ?? "" } : {}),
  });
}
