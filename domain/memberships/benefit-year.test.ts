import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, toDay, type Day } from "../calendar.ts";
import { benefitYearOf, firstBenefitYearOn } from "./benefit-year.ts";

test.each([
  ["2026-03-15", "2026-03-15", "2026-03-15", "2027-03-15"],
  ["2026-03-15", "2027-03-14", "2026-03-15", "2027-03-15"],
  ["2026-03-15", "2027-03-15", "2027-03-15", "2028-03-15"],
  ["2026-03-15", "2026-03-14", "2025-03-15", "2026-03-15"],
  ["2028-02-29", "2029-02-27", "2028-02-29", "2029-02-28"],
  ["2028-02-29", "2029-02-28", "2029-02-28", "2030-02-28"],
  ["2028-02-29", "2032-02-28", "2031-02-28", "2032-02-29"],
  ["2028-02-29", "2032-02-29", "2032-02-29", "2033-02-28"],
])("MEM-7 a member since %s is on %s in the benefit year from %s to %s", (start, on, from, to) => {
  expect(benefitYearOf(toDay(start), toDay(on))).toEqual({ from, to });
});

const anyDay = fc.integer({ min: 0, max: 30_000 }).map((days): Day => addDays(toDay("2000-01-01"), days));

test("MEM-7 whatever the start, every day lies in exactly one benefit year of twelve months, and the years follow one another", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 9000 }), (start, later) => {
      const on = addDays(start, later);
      const year = benefitYearOf(start, on);
      expect(year.from <= on && on < year.to).toBe(true);
      expect([365, 366]).toContain(daysBetween(year.from, year.to));
      expect(benefitYearOf(start, year.to).from).toBe(year.to);
      expect(benefitYearOf(start, addDays(year.from, -1)).to).toBe(year.from);
    }),
  );
});

test.each([
  ["membership", "2026-04-20", "2026-04-20"],
  ["calendar", "2026-04-20", "2026-01-01"],
  ["calendar", "2028-12-31", "2028-01-01"],
  ["calendar", "2027-01-01", "2027-01-01"],
] as const)("PPL-13 with a %s benefit year a member from %s is in the year that begins on %s", (benefitYear, start, first) => {
  expect(firstBenefitYearOn({ benefitYear }, toDay(start))).toBe(first);
});
