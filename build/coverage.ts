/**
 * Which modules the tests of a folder reach: a module counts as covered when a test file beside it,
 * or of the same feature folder, imports it directly or through others of that folder.
 */
import { posix } from "node:path";
import { isTestCode } from "./layers.ts";
import type { Source } from "./source.ts";

/** Modules of the house that a file imports, as paths; packages and types that vanish are left out. */
function importedPaths(path: string, source: Source): string[] {
  return source.imports.flatMap(({ from, typeOnly }) => {
    if (typeOnly || from === undefined) return [];
    if (from.startsWith("#")) return [from.slice(1)];
    return from.startsWith(".") ? [posix.normalize(posix.join(posix.dirname(path), from))] : [];
  });
}

/** The feature folder of `services/people/import/commit.ts` is `services/people`. */
function featureOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

/** Modules `services/<feature>/…` that hold code and that no test of their feature reaches. */
export function findUntested(house: ReadonlyMap<string, Source>): string[] {
  const verbs = [...house].filter(
    ([path, source]) =>
      /^services\/[^/]+\/.+\.ts$/.test(path) && !isTestCode(path) && source.hasValues,
  );
  const reached = new Set<string>();
  for (const path of house.keys()) {
    if (/^services\/[^/]+\/.+\.test\.ts$/.test(path)) reach(path, featureOf(path), house, reached);
  }
  return verbs.map(([path]) => path).filter((path) => !reached.has(path));
}

function reach(
  path: string,
  feature: string,
  house: ReadonlyMap<string, Source>,
  reached: Set<string>,
): void {
  const source = house.get(path);
  if (!source) return;
  for (const target of importedPaths(path, source)) {
    if (featureOf(target) !== feature || reached.has(target)) continue;
    reached.add(target);
    reach(target, feature, house, reached);
  }
}
