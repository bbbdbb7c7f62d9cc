import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { completeLock } from "./complete-lock.mjs";
import {
  addCounts,
  countLine,
  countsFrom,
  failureLines,
  noCounts,
  readPlaywright,
  readVitest,
} from "./counts.mjs";
import { checkPort, FlagError, readFlags } from "./flags.mjs";
import { installedMatchesLock, isGoodNpm } from "./install.mjs";
import { findChromium } from "./machine.mjs";
import { run } from "./run.mjs";
import { hashOf } from "./stale.mjs";

const folder = mkdtempSync(join(tmpdir(), "perennial-setup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("flags", () => {
  const shape = { data: "text", "no-open": "switch" } as const;

  test("take their value from the next word or after an equals sign", () => {
    expect(readFlags(["--data", "/a b", "--no-open"], shape)).toEqual({
      data: "/a b",
      "no-open": true,
    });
    expect(readFlags(["--data=/a=b"], shape)).toEqual({ data: "/a=b" });
  });

  test.each([["--colour"], ["data"], ["--data"], ["--data", "--no-open"], ["--no-open=yes"]])(
    "refuse %s %s in words",
    (...args) => {
      expect(() => readFlags(args, shape)).toThrow(FlagError);
    },
  );

  test("refuse a port that is none", () => {
    expect(() => checkPort("80a")).toThrow("80a");
    expect(() => checkPort("70000")).toThrow("70000");
    expect(() => checkPort("0")).not.toThrow();
  });
});

describe("an installation", () => {
  const lock = (packages: object) => JSON.stringify({ packages: { "": {}, ...packages } });
  const wanted = lock({
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a-win32": { version: "1.0.0", optional: true },
  });

  test("is whole without the builds for other systems", () => {
    expect(installedMatchesLock(wanted, lock({ "node_modules/a": { version: "1.0.0" } }))).toBe(
      true,
    );
  });

  test("is stale when a package is missing, of another version, or nothing is there", () => {
    expect(installedMatchesLock(wanted, lock({}))).toBe(false);
    expect(installedMatchesLock(wanted, lock({ "node_modules/a": { version: "1.0.1" } }))).toBe(
      false,
    );
    expect(installedMatchesLock(wanted, undefined)).toBe(false);
  });

  test("goes through npm 11 where the system's npm would compile", () => {
    expect(["9.2.0", "10.9.4", "11.6.2"].map(isGoodNpm)).toEqual([false, false, false]);
    expect(["11.19.0", "12.2.0"].map(isGoodNpm)).toEqual([true, true]);
  });
});

describe("the lock file", () => {
  const makeLock = () => ({
    packages: {
      "": { name: "house" },
      "node_modules/tool": {
        version: "2.0.0",
        dev: true,
        optionalDependencies: {
          "@tool/linux-x64-musl": "2.0.0",
          "@tool/win32-arm64": "2.0.0",
          "nice-to-have": "^1.0.0",
        },
      },
      "node_modules/@tool/linux-x64-musl": {
        version: "2.0.0",
        integrity: "sha512-a",
        optional: true,
      },
    } as Record<string, object>,
  });

  test("gets the builds for other systems that a registry of one system left out", () => {
    const lock = makeLock();
    expect(completeLock(lock)).toEqual(["@tool/win32-arm64"]);
    expect(lock.packages["node_modules/@tool/win32-arm64"]).toEqual({
      version: "2.0.0",
      cpu: ["arm64"],
      dev: true,
      optional: true,
      os: ["win32"],
    });
    expect(completeLock(lock)).toEqual([]);
  });

  test("keeps a build of another version that another package uses", () => {
    const lock = makeLock();
    lock.packages["node_modules/@tool/win32-arm64"] = { version: "1.0.0", optional: true };
    completeLock(lock);
    expect(lock.packages["node_modules/@tool/win32-arm64"]).toMatchObject({ version: "1.0.0" });
    expect(lock.packages["node_modules/tool/node_modules/@tool/win32-arm64"]).toMatchObject({
      version: "2.0.0",
    });
  });
});

test("a build is stale when a source changes its words or its name, not when a test does", () => {
  const write = (name: string, text: string): void => {
    mkdirSync(join(folder, "src", name, ".."), { recursive: true });
    writeFileSync(join(folder, "src", name), text);
  };
  write("a.ts", "one");
  const first = hashOf(["src", "absent.json"], folder);
  write("a.test.ts", "tests");
  expect(hashOf(["src"], folder)).toBe(first);
  write("a.ts", "two");
  const second = hashOf(["src"], folder);
  expect(second).not.toBe(first);
  rmSync(join(folder, "src", "a.ts"));
  write("b.ts", "two");
  expect(hashOf(["src"], folder)).not.toBe(second);
});

describe("counting", () => {
  test("a test file that does not load is one failure", () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { name: "a.test.ts", status: "failed", message: "no such file", assertionResults: [] },
        {
          name: "b.test.ts",
          status: "failed",
          assertionResults: [{ status: "failed", fullName: "adds", failureMessages: ["2 is not 3"] }],
        },
        { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    };
    const counts = readVitest(report);
    expect(counts).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
    expect(failureLines(counts)).toEqual([
      "✗ a.test.ts: no such file",
      "✗ b.test.ts > adds\n2 is not 3",
    ]);
  });

  test("a browser test that passed only on repetition has passed, and is named", () => {
    const spec = (title: string, status: string) => ({
      file: "a.spec.ts",
      title,
      tests: [{ status, results: [{ errors: [{ message: "not there" }] }, {}] }],
    });
    const report = {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 },
      suites: [
        { specs: [spec("opens", "expected")] },
        { suites: [{ specs: [spec("prints", "unexpected"), spec("saves", "flaky")] }] },
      ],
    };
    const counts = readPlaywright(report);
    expect(counts).toMatchObject({ passed: 6, failed: 1, skipped: 1 });
    expect(failureLines(counts)).toEqual([
      "! passed only at the second try: a.spec.ts > saves\nnot there",
      "✗ a.spec.ts > prints\nnot there",
    ]);
  });

  test("a program that failed without a report or a named failure is one failure", () => {
    const clean = { ...noCounts, passed: 2 };
    const file = join(folder, "report.json");
    writeFileSync(file, "{}");
    expect(countsFrom(file, () => clean, 0)).toEqual(clean);
    expect(countsFrom(file, () => clean, 1)).toMatchObject({ passed: 2, failed: 1 });
    expect(countsFrom(join(folder, "none.json"), () => clean, 1).failed).toBe(1);
  });

  test("the last line is the sum, with skipped tests only when there are any", () => {
    const sum = addCounts(
      { ...noCounts, passed: 1 },
      { ...noCounts, passed: 2, failed: 1, skipped: 4 },
    );
    expect(countLine(sum)).toBe("3 passed, 1 failed, 4 skipped");
    expect(countLine({ ...sum, skipped: 0 })).toBe("3 passed, 1 failed");
  });
});

describe("running a program", () => {
  test("answers its code and its words", async () => {
    const script = "console.log('said'); process.exit(3)";
    const ended = await run(process.execPath, ["-e", script], { capture: true });
    expect(ended).toMatchObject({ code: 3, output: "said\n", timedOut: false });
  });

  test("a limit ends it", async () => {
    const ended = await run(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      capture: true,
      limitSeconds: 0.5,
    });
    expect(ended).toMatchObject({ code: 1, timedOut: true });
  });

  test("a program that is not there is a failure, not a crash", async () => {
    expect((await run(join(folder, "no-such-program"), [], { capture: true })).code).toBe(1);
  });
});

test("a browser named by CHROMIUM is taken only when it exists", () => {
  expect(findChromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
  expect(findChromium({ CHROMIUM: join(folder, "absent") })).toBeUndefined();
});
