import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { coveredCents, paidThrough, unusedCents } from "./unused-days.ts";

const april = { from: toDay("2026-04-05"), to: toDay("2026-05-05"), amountCents: toCents(3700) };

describe("what unused days cost", () => {
  test.each([
    ["2026-04-11", 2960],
    ["2026-04-05", 3700],
    ["2026-03-01", 3700],
    ["2026-05-04", 123],
    ["2026-05-05", 0],
  ])("MEM-19 37.00 for 5 April to 5 May, unused from %s on: %d", (from, cents) => {
    expect(unusedCents(april, toDay(from))).toBe(cents);
  });

  test("MEM-19 425.00 from 10 January, unused from 2 May on: 294.59", () => {
    const year = { from: toDay("2026-01-10"), to: toDay("2027-01-10"), amountCents: toCents(42_500) };
    expect(unusedCents(year, toDay("2026-05-02"))).toBe(29_459);
  });

  test("MEM-2 a full period paid at the start pays beyond its own days", () => {
    const start = { from: toDay("2026-01-10"), to: toDay("2026-01-20"), paidTo: toDay("2026-02-10"), amountCents: toCents(3700) };
    expect(paidThrough(start)).toBe("2026-02-10");
    expect(unusedCents(start, toDay("2026-01-20"))).toBe(2506);
    expect(paidThrough(april)).toBe("2026-05-05");
  });
});

describe("what days are worth that a fee has paid for", () => {
  const month = { from: toDay("2026-01-05"), to: toDay("2026-02-05") };
  const monthly = { priceCents: toCents(3700), periodMonths: 1, feeCents: toCents(9900) };

  test("MEM-3 MEM-12 a month's dues, by the day", () => {
    expect(coveredCents(month, month, monthly)).toBe(3700);
    expect(coveredCents({ ...month, from: toDay("2026-01-20") }, month, monthly)).toBe(1910);
  });

  test("MEM-3 MEM-12 never more than the fee, and of a longer price its share of a month", () => {
    expect(coveredCents(month, month, { ...monthly, feeCents: toCents(2000) })).toBe(2000);
    expect(coveredCents(month, month, { ...monthly, priceCents: toCents(42_500), periodMonths: 12 })).toBe(3542);
    expect(coveredCents(month, month, { ...monthly, priceCents: toCents(0) })).toBe(0);
  });

  test("F-2 MEM-12 it never exceeds the month's dues or the fee, wherever the days lie", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(1, 3, 6, 12), fc.nat(50_000), fc.nat(31), (priceCents, periodMonths, feeCents, after) => {
        const worth = coveredCents(
          { from: addDays(month.from, after), to: month.to },
          month,
          { priceCents: toCents(priceCents), periodMonths, feeCents: toCents(feeCents) },
        );
        expect(worth).toBeGreaterThanOrEqual(0);
        expect(worth).toBeLessThanOrEqual(Math.min(feeCents, priceCents));
      }),
    );
  });
});
