/**
 * Which modules the tests of a feature reach: a module counts as covered when a test of its own
 * feature folder, or a story of `services/scenarios`, imports it, directly or through others.
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

const stories = "services/scenarios";

/** Modules `services/<feature>/…` that hold code and that no test of their feature and no story reaches. */
export function findUntested(house: ReadonlyMap<string, Source>): string[] {
  const verbs = [...house].filter(
    ([path, source]) =>
      /^services\/[^/]+\/.+\.ts$/.test(path) && !isTestCode(path) && source.hasValues,
  );
  const byFeature = new Map<string, Set<string>>();
  for (const path of house.keys()) {
    if (!/^services\/[^/]+\/.+\.test\.ts$/.test(path)) continue;
    const feature = featureOf(path);
    const reached = byFeature.get(feature) ?? new Set<string>();
    byFeature.set(feature, reached);
    reach(path, house, reached);
  }
  const isReached = (path: string): boolean =>
    [featureOf(path), stories].some((feature) => byFeature.get(feature)?.has(path) ?? false);
  return verbs.map(([path]) => path).filter((path) => !isReached(path));
}

function reach(path: string, house: ReadonlyMap<string, Source>, reached: Set<string>): void {
  const source = house.get(path);
  if (!source) return;
  for (const target of importedPaths(path, source)) {
    if (!target.startsWith("services/") || reached.has(target)) continue;
    reached.add(target);
    reach(target, house, reached);
  }
}
