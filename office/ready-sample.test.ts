/** The sample practice that the build makes: an office opens a copy of it, under a key of its own. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Database } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { aboutReadySample, readySampleFile, takeReadySample } from "./ready-sample.ts";
import { practiceMoment } from "#services/practice/practice-clock.ts";
import { verifyPractice } from "#services/upkeep/verify-practice.ts";
import { makeReadySample } from "./make-ready-sample.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let root: string;
let ready: string;
let throughOn: Day;
let copies = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "perennial-"));
  ready = join(root, "ready");
  makeReadySample(ready);
  throughOn = toDay((JSON.parse(readFileSync(join(ready, aboutReadySample), "utf8")) as { throughOn: string }).throughOn);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const key = Buffer.alloc(32, 7);
const takeFrom = async (folder: string, todayOn: Day) => {
  const file = join(root, `copy-${(copies += 1)}.db`);
  return { file, opened: await takeReadySample(folder, { file, key, todayOn }) };
};

/** A copy of what the build made, with something done to it. */
function spoiled(spoil: (folder: string) => void): string {
  const folder = join(root, `spoiled-${(copies += 1)}`);
  mkdirSync(folder);
  for (const name of [readySampleFile, aboutReadySample]) copyFileSync(join(ready, name), join(folder, name));
  spoil(folder);
  return folder;
}

test("DSK-2 the sample made beforehand opens under its own key and verifies clean", async () => {
  const { file, opened } = await takeFrom(ready, throughOn);
  expect(opened).toEqual({ name: "Willow Street Dental", kind: "sample" });
  const db = Database.open(file, key, { mustExist: true });
  try {
    expect(verifyPractice(db).breaches).toEqual([]);
  } finally {
    db.close();
  }
});

test.each([0, 1, 400])("F-20 opened %i days later its clock stands on the last day of its history", async (days) => {
  const today = addDays(throughOn, days);
  const { file } = await takeFrom(ready, today);
  const db = Database.open(file, key, { mustExist: true });
  try {
    expect(practiceMoment(db, `${today}T17:00:00.000Z` as never).today).toBe(throughOn);
  } finally {
    db.close();
  }
});

test("BIL-20 two copies of it are two practices", async () => {
  const lineages = await Promise.all(
    [1, 2].map(async () => {
      const { file } = await takeFrom(ready, throughOn);
      const db = Database.open(file, key, { mustExist: true });
      try {
        return db.read((read) => findPractice(read)?.lineage_id);
      } finally {
        db.close();
      }
    }),
  );
  expect(new Set(lineages).size).toBe(2);
});

test.each<[string, (folder: string) => void]>([
  ["is missing", (folder) => rmSync(folder, { recursive: true })],
  ["is cut off", (folder) => truncateSync(join(folder, readySampleFile), 50_000)],
  ["has no description", (folder) => writeFileSync(join(folder, aboutReadySample), "{}")],
  ["has another key", (folder) => writeFileSync(join(folder, aboutReadySample), JSON.stringify({ throughOn, key: "00".repeat(32) }))],
  [
    "has another shape",
    (folder) => {
      const { key: own } = JSON.parse(readFileSync(join(folder, aboutReadySample), "utf8")) as { key: string };
      const db = Database.open(join(folder, readySampleFile), Buffer.from(own, "hex"), { mustExist: true });
      db.script("create table of_another_version (id integer primary key) strict");
      db.close();
    },
  ],
])("DSK-2 one that %s is left alone, and nothing of it stays", async (_, spoil) => {
  const { file, opened } = await takeFrom(spoiled(spoil), throughOn);
  expect(opened).toBeNull();
  expect(() => Database.open(file, key, { mustExist: true })).toThrow("practice_not_found");
});
