/**
 * A PDF in a window of the built-in viewer. Printing before the viewer is ready gives empty sheets, so
 * its sign is waited for; Electron sends it but does not list it among its documented events.
 */
import type { EventEmitter } from "node:events";
import type { BrowserWindow } from "electron";

const readySign = "-pdf-ready-to-print";

/** Resolves once the document can be printed; false when the viewer did not say so in time, or is gone. */
export async function loadPdf(window: BrowserWindow, url: string, limitMs: number): Promise<boolean> {
  const contents = window.webContents as unknown as EventEmitter;
  let settle: (ready: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => (settle = resolve));
  const timer = setTimeout(() => settle(false), limitMs);
  contents.once(readySign, () => settle(true));
  window.once("closed", () => settle(false));
  try {
    await window.loadURL(url);
    return await ready;
  } finally {
    clearTimeout(timer);
  }
}
