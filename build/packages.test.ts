import { describe, expect, test } from "vitest";
import {
  hostsOf,
  isExact,
  missingBuilds,
  nativeGaps,
  readLock,
  readPins,
  type Lock,
} from "./packages.ts";

describe("control 73: what is installed is decided by the checkout alone", () => {
  test("every version in package.json is exact", () => {
    expect(readPins().filter(([, version]) => !isExact(version))).toEqual([]);
    expect(
      ["^1.2.3", "~1.2.3", "1.2", "1.x", "latest", "*", "npm:a@^1.2.3", ">=1.0.0"].filter(isExact),
    ).toEqual([]);
  });

  test("the lock file names no host, or the public registry", () => {
    // When this fails: `npm install` with this project's .npmrc writes a lock without hosts.
    expect(hostsOf(readLock()).filter((host) => host !== "registry.npmjs.org")).toEqual([]);
    expect(hostsOf({ a: { resolved: "https://mirror.example/a.tgz" } })).toEqual([
      "mirror.example",
    ]);
  });

  test("the lock file holds the builds for every system", () => {
    // When this fails: `node build/setup/complete-lock.mjs`.
    expect(missingBuilds(readLock())).toEqual([]);
    const lock: Lock = { "node_modules/a": { optionalDependencies: { "a-win32-x64": "1.0.0" } } };
    expect(missingBuilds(lock)).toEqual(["a-win32-x64"]);
  });

  test("every package of this system's installation carries its integrity", () => {
    const bare = Object.entries(readLock()).filter(
      ([path, entry]) => path !== "" && entry.integrity === undefined,
    );
    // Only development tools for other systems may lack it: see docs/decisions.
    expect(bare.filter(([, entry]) => !(entry.optional && entry.dev && entry.os))).toEqual([]);
  });
});

describe("the product installs on Windows, macOS and Linux without a compiler", () => {
  test("every native runtime package has builds for all of them", () => {
    const { native, gaps } = nativeGaps(readLock());
    expect(native).toContain("node_modules/better-sqlite3");
    expect(native).toContain("node_modules/@node-rs/argon2");
    expect(gaps).toEqual([]);
  });

  test("a missing Windows build is found", () => {
    const lock = { ...readLock() };
    delete lock["node_modules/@node-rs/argon2-win32-x64-msvc"];
    expect(nativeGaps(lock).gaps).toEqual([
      "node_modules/@node-rs/argon2 has no build for win32-x64",
    ]);
  });
});
