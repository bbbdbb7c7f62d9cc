import { afterAll, beforeAll, expect, test } from "vitest";
import { countStandings } from "#db/memberships/roster.ts";
import { sumToCollect } from "#db/to-collect.ts";
import { openTestFile, type TestFile } from "#db/testing.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { createSample } from "./create-sample.ts";

const todayOn = toDay("2026-11-22");
const now = toInstant("2026-11-22T15:00:00.000Z");
let file: TestFile;

beforeAll(() => {
  file = openTestFile();
  createSample(file.db, { todayOn, now });
}, 120_000);
afterAll(() => file.dispose());

const count = (sql: string): number => file.db.read((r) => r.get<{ n: number }>(sql)?.n ?? 0);

test("DSK-2 the sample practice has 600 patients in families and two years of history", () => {
  expect(count("select count(*) as n from patient")).toBe(600);
  expect(count("select count(*) as n from household")).toBeGreaterThan(150);
  expect(count("select count(*) as n from invoice")).toBeGreaterThan(1500);
  expect(count("select count(distinct substr(invoiced_on, 1, 7)) as n from invoice")).toBe(25);
  expect(count("select count(*) as n from invoice where balance_cents > 0 and voided_on is null")).toBeGreaterThan(20);
});

test("F-12 it has members in every standing of the chapter", () => {
  const found = file.db.read((r) => countStandings(r, todayOn)).map((row) => row.standing);
  expect(found.toSorted()).toEqual([...standings].toSorted());
});

test("BIL-18 each of the three groups to collect has somebody", () => {
  expect(file.db.read((r) => sumToCollect(r, todayOn, false)).map((row) => row.group).toSorted()).toEqual([
    "card_declined",
    "card_removed",
    "manual_payer",
  ]);
});

test("F-16 the sample practice verifies clean", () => {
  expect(verifyPractice(file.db).breaches).toEqual([]);
});

test("F-20 the same seed makes the same practice", () => {
  const twin = openTestFile();
  try {
    createSample(twin.db, { todayOn, now });
    const dump = (of: TestFile): unknown =>
      of.db.read((r) => r.all("select id, kind, household_id, total_cents, balance_cents, invoiced_on from invoice"));
    expect(dump(twin)).toEqual(dump(file));
  } finally {
    twin.dispose();
  }
}, 120_000);
