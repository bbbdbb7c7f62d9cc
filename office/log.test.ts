import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeError, openLog } from "./log.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "perennial-log-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("S12 an error in the log tells its kind and place and none of its words", () => {
  const canary = "Rosa Lee 1984-02-29 select * from patient";
  class RowError extends Error {
    readonly code = "SQLITE_CONSTRAINT_UNIQUE";
  }
  const error = new RowError(canary, { cause: new Error(`${canary}\n    at Rosa (/home/rosa/secret.ts:1:2)`) });
  error.name = "RowError";
  const log = openLog(dir);
  log.error({ incident: "K7Q2-9FMX", ...describeError(error) }, "fault");
  const text = readFileSync(join(dir, "perennial.log"), "utf8");
  expect(text).not.toContain("Rosa");
  expect(text).not.toContain("patient");
  expect(text).not.toContain("/home");
  const line = JSON.parse(text) as { incident: string; kind: string; code: string; at: string[] };
  expect(line).toMatchObject({ incident: "K7Q2-9FMX", kind: "RowError", code: "SQLITE_CONSTRAINT_UNIQUE" });
  expect(line.at.some((place) => /log\.test\.ts:\d+/.test(place))).toBe(true);
});

test("S12 what was thrown without being an error is not told either", () => {
  expect(JSON.stringify(describeError("Rosa Lee"))).toBe('{"kind":"string"}');
});

test("DSK-9 a full log is rotated, and five files are kept", () => {
  const log = openLog(dir);
  for (let round = 0; round < 8; round += 1) {
    writeFileSync(join(dir, "perennial.log"), "x".repeat(1_000_001));
    log.info(`round ${round}`);
  }
  expect(readdirSync(dir).toSorted()).toEqual([
    "perennial.log",
    "perennial.log.1",
    "perennial.log.2",
    "perennial.log.3",
    "perennial.log.4",
  ]);
  expect(readFileSync(join(dir, "perennial.log"), "utf8")).toContain("round 7");
});

test("DSK-9 the log goes on in the folder of the practice that was opened, and a folder that cannot be written stops nothing", () => {
  const log = openLog(join(dir, "office"));
  log.info("before");
  log.moveTo(join(dir, "practice"));
  log.info("after");
  expect(readFileSync(join(dir, "practice", "perennial.log"), "utf8")).toContain("after");
  writeFileSync(join(dir, "blocked"), "a file where a folder should be");
  log.moveTo(join(dir, "blocked"));
  expect(() => log.info("lost")).not.toThrow();
});
