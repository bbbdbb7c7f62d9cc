/** The files of the house, for its checks. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { layers } from "./layers.ts";
import { readSource, type Source } from "./source.ts";

export const root = dirname(import.meta.dirname);

/** Paths relative to the checkout, with slashes, sorted. */
export function listFiles(pattern: string): string[] {
  return globSync(pattern, {
    cwd: root,
    exclude: (name) => name.endsWith("node_modules") || name === "dist",
  })
    .map((path) => path.split(sep).join("/"))
    .toSorted();
}

/** Every TypeScript file of every layer with what it says, parsed once. */
export function readHouse(): Map<string, Source> {
  const files = listFiles(`{${Object.keys(layers).join(",")}}/**/*.{ts,tsx,mts}`);
  return new Map(files.map((path) => [path, readSource(path, readText(path))]));
}

export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}
