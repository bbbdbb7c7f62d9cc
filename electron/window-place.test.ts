import { EventEmitter } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserWindow } from "electron";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepPlace, readPlace } from "./window-place.ts";

const screen = { x: 0, y: 0, width: 1440, height: 860 };
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "perennial-place-"));
  file = join(folder, "window.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function closeAt(bounds: Electron.Rectangle, isMaximized = false): void {
  const window = Object.assign(new EventEmitter(), {
    getNormalBounds: () => bounds,
    isMaximized: () => isMaximized,
  });
  keepPlace(window as unknown as BrowserWindow, file);
  window.emit("close");
}

test("DSK-4 the first window has the usual size and no place of its own", () => {
  expect(readPlace(file, [screen])).toEqual({
    bounds: { width: 1280, height: 800 },
    isMaximized: false,
  });
});

test("DSK-4 the window comes back where it was closed, maximized if it was", () => {
  const bounds = { x: 100, y: 50, width: 1000, height: 700 };
  closeAt(bounds, true);
  expect(readPlace(file, [screen])).toEqual({ bounds, isMaximized: true });
  expect(readdirSync(folder)).toEqual(["window.json"]);
});

test.each([
  ["left of every screen", { x: -2000, y: 50 }],
  ["with only a sliver on the screen", { x: 1400, y: 50 }],
  ["with its title above the screen", { x: 100, y: -30 }],
  ["below the screen", { x: 100, y: 830 }],
])("DSK-4 a window remembered %s is centred again at its size", (_where, at) => {
  closeAt({ ...at, width: 1000, height: 700 });
  expect(readPlace(file, [screen]).bounds).toEqual({ width: 1000, height: 700 });
});

test("DSK-4 a second screen to the left is a screen too", () => {
  const left = { x: -1920, y: 0, width: 1920, height: 1040 };
  closeAt({ x: -1500, y: 20, width: 1000, height: 700 });
  expect(readPlace(file, [screen, left]).bounds).toMatchObject({ x: -1500 });
});

test("DSK-4 a window larger than the screen or tiny is fitted", () => {
  closeAt({ x: 0, y: 0, width: 5000, height: 5000 });
  expect(readPlace(file, [screen]).bounds).toMatchObject({ width: 1440, height: 860 });
  closeAt({ x: 0, y: 0, width: 10, height: 10 });
  expect(readPlace(file, [screen]).bounds).toMatchObject({ width: 800, height: 560 });
});

test.each([
  "",
  "null",
  "{",
  "[]",
  '{"x":"0","y":0,"width":1,"height":1,"isMaximized":false}',
  '{"x":1e400}',
])("DSK-4 a damaged note of the place %j is forgotten", (text) => {
  writeFileSync(file, text);
  expect(readPlace(file, [screen])).toEqual({
    bounds: { width: 1280, height: 800 },
    isMaximized: false,
  });
});
