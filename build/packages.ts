/** What package.json and package-lock.json promise, for `build/packages.test.ts`. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readText, root } from "./house.ts";

export type LockEntry = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
export type Lock = Readonly<Record<string, LockEntry>>;

export function readLock(): Lock {
  return (JSON.parse(readText("package-lock.json")) as { packages: Lock }).packages;
}

/** Every pin of package.json as `name version`. */
export function readPins(): [name: string, version: string][] {
  const file = JSON.parse(readText("package.json")) as Record<
    string,
    Record<string, string> | undefined
  >;
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
    Object.entries(file[kind] ?? {}),
  );
}

const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

export function isExact(version: string): boolean {
  return exact.test(version);
}

/** Hosts that the lock file names; none is best, since a mirror's name would bind everybody to it. */
export function hostsOf(lock: Lock): string[] {
  return [
    ...new Set(
      Object.values(lock).flatMap(({ resolved }) => (resolved ? [new URL(resolved).host] : [])),
    ),
  ];
}

/** Builds for other systems that a package asks for and the lock lacks: `npm ci` would refuse it. */
export function missingBuilds(lock: Lock): string[] {
  return Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !lock[`node_modules/${name}`] && !lock[`${path}/node_modules/${name}`],
    ),
  );
}

/** The systems an office uses; each native package must bring or name a build for all of them. */
const systems = ["win32-x64", "darwin-x64", "darwin-arm64", "linux-x64"];

/** Packages of the running product that hold native code, with the systems they have no build for. */
export function nativeGaps(lock: Lock): { native: string[]; gaps: string[] } {
  const native: string[] = [];
  const gaps: string[] = [];
  for (const [path, entry] of Object.entries(lock)) {
    if (path === "" || entry.dev === true || entry.devOptional === true || entry.os) continue;
    const builds = buildsOf(path, entry, lock);
    if (!builds) continue;
    native.push(path);
    const absent = systems.filter((system) => !builds.has(system));
    if (absent.length > 0) gaps.push(`${path} has no build for ${absent.join(", ")}`);
  }
  return { native, gaps };
}

/** The systems a package has builds for, or nothing when it holds no native code. */
function buildsOf(path: string, entry: LockEntry, lock: Lock): Set<string> | undefined {
  const separate = Object.keys(entry.optionalDependencies ?? {}).map(
    (name) => lock[`node_modules/${name}`],
  );
  const named = separate.flatMap((build) =>
    (build?.os ?? []).flatMap((os) => (build?.cpu ?? []).map((cpu) => `${os}-${cpu}`)),
  );
  if (named.length > 0) return new Set(named);
  const folder = join(root, path);
  const prebuilds = join(folder, "prebuilds");
  if (existsSync(prebuilds)) {
    return new Set(readdirSync(prebuilds).map((name) => name.replace(/\.node$/, "")));
  }
  return existsSync(join(folder, "binding.gyp")) && !isHeadersOnly(path) ? new Set() : undefined;
}

/** Header files for building add-ons, which have nothing to build themselves. */
function isHeadersOnly(path: string): boolean {
  return path === "node_modules/node-addon-api";
}
