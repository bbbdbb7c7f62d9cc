import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { dueDay, isUsualTerms, longestTermsDays, termsOptions, termsWord } from "./terms.ts";

test.each([
  ["2026-11-22", 0, "2026-11-22"],
  ["2026-11-22", 7, "2026-11-29"],
  ["2026-11-22", 15, "2026-12-07"],
  ["2026-11-22", 30, "2026-12-22"],
  ["2026-01-31", 30, "2026-03-02"],
  ["2028-02-28", 1, "2028-02-29"],
  ["2026-11-22", longestTermsDays, "2027-11-22"],
])("INV-3 an invoice of %s due in %i days is due on %s", (day, terms, due) => {
  expect(dueDay(toDay(day), terms)).toBe(due);
});

test("INV-3 terms are on receipt, net 7, 15 and 30; any other number of days is custom", () => {
  expect(termsOptions.map(termsWord)).toEqual(["On receipt", "Net 7", "Net 15", "Net 30"]);
  expect(termsOptions.every(isUsualTerms)).toBe(true);
  expect([1, 10, 45, 365].some(isUsualTerms)).toBe(false);
  expect(() => dueDay(toDay("2026-11-22"), -1)).toThrow("terms in whole days");
  expect(() => dueDay(toDay("2026-11-22"), 1.5)).toThrow("terms in whole days");
});
