import { expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { ageBucket, ageDays, dueDaysOf } from "./aging.ts";
import { ageBuckets } from "./status-words.ts";
import { dueDay, termsWord } from "./terms.ts";

const asOf = toDay("2026-11-22");

test.each([
  ["2026-11-01", "0_30"],
  ["2026-10-23", "0_30"],
  ["2026-10-22", "31_60"],
  ["2026-08-24", "61_90"],
  ["2026-08-23", "over_90"],
  ["2026-11-22", "0_30"],
  ["2026-11-23", "not_due"],
  ["2026-09-23", "31_60"],
  ["2026-09-22", "61_90"],
])("INV-11 as of 22 November 2026 an invoice due %s is %s", (dueOn, bucket) => {
  expect(ageBucket(asOf, toDay(dueOn))).toBe(bucket);
});

test("INV-11 the age is the as-of day less the due day", () => {
  expect(ageDays(asOf, toDay("2026-10-23"))).toBe(30);
  expect(ageDays(asOf, toDay("2026-11-24"))).toBe(-2);
});

test.each([
  [0, "2026-01-31"],
  [7, "2026-02-07"],
  [15, "2026-02-15"],
  [30, "2026-03-02"],
])("INV-3 terms of %i days on 31 January are due %s", (days, due) => {
  expect(dueDay(toDay("2026-01-31"), days)).toBe(due);
});

test("INV-3 terms are said as on receipt or net days", () => {
  expect([termsWord(0), termsWord(15)]).toEqual(["On receipt", "Net 15"]);
});

test("INV-11 the due days of a bucket are exactly those that fall into it", () => {
  for (let days = -3; days <= 95; days++) {
    const dueOn = addDays(asOf, -days);
    const holding = ageBuckets.filter((bucket) => {
      const { from, to } = dueDaysOf(bucket, asOf);
      return (from === null || dueOn >= from) && (to === null || dueOn <= to);
    });
    expect(holding).toEqual([ageBucket(asOf, dueOn)]);
  }
});
