import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "../calendar.ts";
import { toCents } from "../money.ts";
import { deferredAt, earnedBy, earnedIn, scheduleAfter, type PaidDays } from "./recognition.ts";

const year: PaidDays = { from: toDay("2026-01-10"), to: toDay("2027-01-10"), cents: toCents(42_500) };

const months: readonly (readonly [first: string, last: string, cents: number])[] = [
  ["2026-01-01", "2026-01-31", 2562],
  ["2026-02-01", "2026-02-28", 3260],
  ["2026-03-01", "2026-03-31", 3610],
  ["2026-04-01", "2026-04-30", 3493],
  ["2026-05-01", "2026-05-31", 3609],
  ["2026-06-01", "2026-06-30", 3493],
  ["2026-07-01", "2026-07-31", 3610],
  ["2026-08-01", "2026-08-31", 3610],
  ["2026-09-01", "2026-09-30", 3493],
  ["2026-10-01", "2026-10-31", 3609],
  ["2026-11-01", "2026-11-30", 3493],
  ["2026-12-01", "2026-12-31", 3610],
  ["2027-01-01", "2027-01-31", 1048],
];

describe("INV-15 425.00 from 10 January 2026", () => {
  test.each(months)("INV-15 from %s to %s earns %i cents", (first, last, cents) => {
    expect(earnedIn(year, toDay(first), toDay(last))).toBe(cents);
  });

  test("INV-15 the thirteen parts sum to the price", () => {
    expect(months.reduce((sum, [, , cents]) => sum + cents, 0)).toBe(42_500);
  });

  test("INV-15 the months ahead of the first day's eve are the same thirteen", () => {
    expect(scheduleAfter([year], toDay("2026-01-09")).map(({ cents }) => cents)).toEqual(months.map(([, , cents]) => cents));
  });

  test("INV-15 in the middle of a month the first part is the rest of that month", () => {
    const ahead = scheduleAfter([year], toDay("2026-11-22"));
    expect(ahead).toEqual([
      { monthOn: "2026-11-01", lastOn: "2026-11-30", cents: deferredAt(year, toDay("2026-11-22")) - deferredAt(year, toDay("2026-11-30")) },
      { monthOn: "2026-12-01", lastOn: "2026-12-31", cents: 3610 },
      { monthOn: "2027-01-01", lastOn: "2027-01-31", cents: 1048 },
    ]);
    expect(ahead.reduce((sum, { cents }) => sum + cents, 0)).toBe(deferredAt(year, toDay("2026-11-22")));
  });
});

test("INV-15 nothing is earned before the first day, one day's share on it, all of it on the last", () => {
  expect([toDay("2026-01-09"), toDay("2026-01-10"), toDay("2027-01-08"), toDay("2027-01-09"), toDay("2027-06-01")].map((on) => earnedBy(year, on))).toEqual([
    0, 116, 42_384, 42_500, 42_500,
  ]);
});

test("INV-15 nothing lies ahead when every day is over", () => {
  expect(scheduleAfter([year], toDay("2027-01-09"))).toEqual([]);
  expect(scheduleAfter([], toDay("2026-01-09"))).toEqual([]);
});

test("INV-15 whatever the price, the days and where they are divided, earned and deferred sum to the price and never go back", () => {
  const start = toDay("2026-01-01");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.integer({ min: -10, max: 1300 }), { maxLength: 12 }),
      (cents, offset, length, cuts) => {
        const from = addDays(start, offset);
        const days: PaidDays = { from, to: addDays(from, length), cents: toCents(cents) };
        const days_ = cuts.toSorted((a, b) => a - b).map((cut): Day => addDays(start, cut));
        let earned = 0;
        let before: Day | null = null;
        for (const on of days_) {
          if (before !== null && on > before) expect(earnedIn(days, addDays(before, 1), on)).toBe(earnedBy(days, on) - earned);
          expect(earnedBy(days, on)).toBeGreaterThanOrEqual(earned);
          expect(earnedBy(days, on) + deferredAt(days, on)).toBe(cents);
          earned = earnedBy(days, on);
          before = on;
        }
        expect(scheduleAfter([days], addDays(start, -1)).reduce((sum, month) => sum + month.cents, 0)).toBe(cents);
      },
    ),
  );
});
