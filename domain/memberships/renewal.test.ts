import { expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { renewalNoticeDays, renewalNoticeDue } from "./renewal.ts";

const renewsOn = toDay("2027-01-05");

test.each([
  ["2026-12-05", null],
  ["2026-12-06", 30],
  ["2026-12-21", 30],
  ["2026-12-22", 14],
  ["2027-01-04", 14],
  ["2027-01-05", null],
  ["2027-02-01", null],
] as const)("MEM-18 a term that renews on 5 January: on %s the letter of %s days is due", (today, days) => {
  expect(renewalNoticeDue(renewsOn, toDay(today))).toBe(days);
});

test("MEM-18 each letter is due on its own day, and the day before it is not", () => {
  for (const days of renewalNoticeDays) {
    expect(renewalNoticeDue(renewsOn, addDays(renewsOn, -days))).toBe(days);
    expect(renewalNoticeDue(renewsOn, addDays(renewsOn, -days - 1))).not.toBe(days);
  }
});
