import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultDataDir } from "./data-dir.ts";

test.each([
  ["win32", { LOCALAPPDATA: join("C", "Local") }, join("C", "Local", "Perennial")],
  ["win32", {}, join("home", "AppData", "Local", "Perennial")],
  ["darwin", {}, join("home", "Library", "Application Support", "Perennial")],
  ["linux", {}, join("home", ".local", "share", "perennial")],
  ["linux", { XDG_DATA_HOME: "data" }, join("data", "perennial")],
  ["linux", { PERENNIAL_DATA: "elsewhere", XDG_DATA_HOME: "data" }, "elsewhere"],
] as const)("on %s with %j the data lives in %s", (platform, environment, dir) => {
  expect(defaultDataDir(platform, environment, "home")).toBe(dir);
});
