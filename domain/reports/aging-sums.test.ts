import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { agingColumn, agingColumns, netCredit, openSum, type AgingSums } from "./aging-sums.ts";

const asOf = toDay("2026-11-22");
const sums = (a: number, b: number, c: number, d: number): AgingSums => ({ "0_30": a, "31_60": b, "61_90": c, over_90: d });

test.each([
  ["2026-12-15", "0_30"],
  ["2026-11-22", "0_30"],
  ["2026-11-01", "0_30"],
  ["2026-10-23", "0_30"],
  ["2026-10-22", "31_60"],
  ["2026-08-24", "61_90"],
  ["2026-08-23", "over_90"],
  ["2019-01-01", "over_90"],
])("INV-11 as of 22 November 2026 the day %s stands in %s", (day, column) => {
  expect(agingColumn(asOf, toDay(day))).toBe(column);
});

test("INV-11 of every two days the earlier one never stands in a younger column", () => {
  const age = fc.integer({ min: -400, max: 4000 });
  fc.assert(
    fc.property(age, age, (one, other) => {
      const [older, younger] = [Math.max(one, other), Math.min(one, other)];
      const place = (days: number): number => agingColumns.indexOf(agingColumn(asOf, addDays(asOf, -days)));
      expect(place(older)).toBeGreaterThanOrEqual(place(younger));
    }),
  );
});

test.each([
  [sums(10, 20, 30, 40), 0, sums(10, 20, 30, 40), 0],
  [sums(10, 20, 30, 40), 40, sums(10, 20, 30, 0), 0],
  [sums(10, 20, 30, 40), 55, sums(10, 20, 15, 0), 0],
  [sums(10, 20, 30, 40), 100, sums(0, 0, 0, 0), 0],
  [sums(10, 20, 30, 40), 130, sums(0, 0, 0, 0), 30],
  [sums(0, 0, 0, 0), 5, sums(0, 0, 0, 0), 5],
])("INV-11 credit comes off the oldest first: %j less %i", (open, credit, netted, left) => {
  expect(netCredit(open, credit)).toEqual({ sums: netted, creditCents: left });
});

test("INV-11 netting never makes an amount negative, and open less credit stays", () => {
  const cents = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(cents, cents, cents, cents, cents, (a, b, c, d, credit) => {
      const before = sums(a, b, c, d);
      const after = netCredit(before, credit);
      expect(openSum(after.sums) - after.creditCents).toBe(openSum(before) - credit);
      expect(Math.min(...Object.values<number>(after.sums))).toBeGreaterThanOrEqual(0);
      for (const column of agingColumns) expect(after.sums[column]).toBeLessThanOrEqual(before[column]);
    }),
  );
});
