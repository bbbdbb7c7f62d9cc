/** Where the window stood last time (DSK-4), kept beside the profile; never off the screen. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { BrowserWindow, Rectangle } from "electron";

export interface WindowPlace {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly isMaximized: boolean;
}

const smallest = { width: 800, height: 560 };
const usual = { width: 1280, height: 800 };
/** This much of the window must lie on a screen, or it could not be found and moved. */
const reachable = { width: 120, height: 60 };

/** The remembered place, fitted to the screens that are there now (their work areas). */
export function readPlace(file: string, screens: readonly Rectangle[]): WindowPlace {
  const kept = parsePlace(file);
  const largest = screens[0] ?? { x: 0, y: 0, ...usual };
  const width = clamp(kept?.width ?? usual.width, smallest.width, largest.width);
  const height = clamp(kept?.height ?? usual.height, smallest.height, largest.height);
  const isMaximized = kept?.isMaximized ?? false;
  if (kept === undefined) return { bounds: { width, height }, isMaximized };
  const at = { x: kept.x, y: kept.y, width, height };
  const isReachable = screens.some((screen) => overlaps(at, screen));
  return { bounds: isReachable ? at : { width, height }, isMaximized };
}

/** Remembers the place each time the window closes. */
export function keepPlace(window: BrowserWindow, file: string): void {
  window.on("close", () => {
    const place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    const draft = `${file}.tmp`;
    writeFileSync(draft, JSON.stringify(place));
    renameSync(draft, file);
  });
}

export { smallest as smallestSize };

type KeptPlace = Rectangle & { readonly isMaximized: boolean };

/** The file as it was written, or undefined when it is missing or not ours any more. */
function parsePlace(file: string): KeptPlace | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const kept = parseJson(text) as Partial<KeptPlace> | null | undefined;
  const { x, y, width, height, isMaximized } = kept ?? {};
  const isWhole = [x, y, width, height].every((value) => Number.isSafeInteger(value));
  return isWhole && typeof isMaximized === "boolean" ? (kept as KeptPlace) : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined; // the first start
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // cut off by a crash: the usual size again
  }
}

function overlaps(window: Rectangle, screen: Rectangle): boolean {
  const right = Math.min(window.x + window.width, screen.x + screen.width);
  const bottom = Math.min(window.y + window.height, screen.y + screen.height);
  const isTitleOnScreen = window.y >= screen.y;
  return (
    isTitleOnScreen &&
    right - Math.max(window.x, screen.x) >= reachable.width &&
    bottom - window.y >= reachable.height
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, Math.max(low, high)));
}
