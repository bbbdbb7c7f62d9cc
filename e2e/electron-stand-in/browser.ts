/** The one Chromium under the app, its connection, and what happens to pages as targets. */
import type Electron from "electron";
import { CdpConnection, type CdpSession } from "./cdp.ts";
import { startChromium, type Chromium } from "./chromium.ts";
import { windowOfTarget } from "./windows.ts";

export interface Browser {
  readonly connection: CdpConnection;
  /** The session of the browser itself. */
  readonly root: CdpSession;
  readonly chromium: Chromium;
}

let begun: ((browser: Browser) => void) | undefined;

/** Resolves once Chromium answers. */
export const browserReady = new Promise<Browser>((resolve) => {
  begun = resolve;
});

export async function beginBrowser(switches: readonly string[], folder: string): Promise<Browser> {
  const chromium = await startChromium(switches, folder);
  const connection = await CdpConnection.open(chromium.address);
  const root = connection.session();
  root.on("Target.targetCreated", ({ targetInfo }) => {
    const { openerId } = targetInfo;
    // A popup: the page has asked for it already, and no window of ours was made for it.
    const isPopup = openerId !== undefined && windowOfTarget(openerId) !== undefined;
    if (isPopup) void closePopup(connection, root, targetInfo.targetId);
  });
  root.on("Target.targetInfoChanged", ({ targetInfo }) => {
    windowOfTarget(targetInfo.targetId)?.retitle(targetInfo.title);
  });
  root.on("Target.targetDestroyed", ({ targetId }) => {
    windowOfTarget(targetId)?.gone();
  });
  await root.send("Target.setDiscoverTargets", { discover: true });
  // The line Playwright waits for, as Electron prints it.
  process.stderr.write(`DevTools listening on ${chromium.address}\n`);
  const browser = { connection, root, chromium };
  begun!(browser);
  return browser;
}

/**
 * Playwright has new pages begin paused, and a paused popup holds up the page that opened it; so it
 * is let go before it is closed. Either step may come too late for a page that is gone.
 */
async function closePopup(
  connection: CdpConnection,
  root: CdpSession,
  targetId: string,
): Promise<void> {
  try {
    const { sessionId } = await root.send("Target.attachToTarget", { targetId, flatten: true });
    await connection.session(sessionId).send("Runtime.runIfWaitingForDebugger");
    await root.send("Target.closeTarget", { targetId });
  } catch {
    // Closed meanwhile.
  }
}

/** Opens a page of its own window and attaches to it. */
export async function openPage(
  options: Electron.BrowserWindowConstructorOptions,
): Promise<{ targetId: string; page: CdpSession; browser: Browser }> {
  const browser = await browserReady;
  const { targetId } = await browser.root.send("Target.createTarget", {
    url: "about:blank",
    newWindow: true,
    width: options.width ?? 800,
    height: options.height ?? 600,
  });
  const attached = await browser.root.send("Target.attachToTarget", { targetId, flatten: true });
  return { targetId, page: browser.connection.session(attached.sessionId), browser };
}
