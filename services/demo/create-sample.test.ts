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

test("PKG-5 it has packages on sale and sold: one part used, one expired with something left, one used by another of the family, one in parts", () => {
  const states = file.db.read((r) =>
    r.all<{ left: number; redeemed: number; expired: number; shared: number; balance: number }>(
      `select (select count(*) from package_unit u where u.sale_id = s.id
           and not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)) as left,
         (select count(*) from package_use x join package_unit u on u.id = x.unit_id where u.sale_id = s.id and x.kind = 'redeemed') as redeemed,
         (select count(*) from package_use x join package_unit u on u.id = x.unit_id where u.sale_id = s.id and x.kind = 'expired') as expired,
         (select count(*) from package_use x join package_unit u on u.id = x.unit_id where u.sale_id = s.id and x.patient_id <> s.patient_id) as shared,
         i.balance_cents as balance from package_sale s join invoice i on i.id = s.invoice_id order by s.id`,
    ),
  );
  expect(states).toEqual([
    { left: 0, redeemed: 2, expired: 2, shared: 0, balance: 0 },
    { left: 2, redeemed: 2, expired: 0, shared: 0, balance: 0 },
    { left: 5, redeemed: 1, expired: 0, shared: 1, balance: 0 },
    { left: 5, redeemed: 0, expired: 0, shared: 0, balance: 36_666 },
  ]);
  expect(count("select count(*) as n from package where retired_at is null")).toBe(4);
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
