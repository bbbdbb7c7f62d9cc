/** The open windows, by id: what Electron's static look-ups search. */
import type { BrowserWindow } from "./browser-window.ts";

const windows = new Map<number, BrowserWindow>();

export function addWindow(window: BrowserWindow): void {
  windows.set(window.id, window);
}

export function removeWindow(window: BrowserWindow): void {
  windows.delete(window.id);
}

export function openWindows(): BrowserWindow[] {
  return [...windows.values()];
}

export function windowOfTarget(targetId: string): BrowserWindow | undefined {
  return openWindows().find(({ webContents }) => webContents.targetId === targetId);
}
