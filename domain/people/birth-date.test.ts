import fc from "fast-check";
import { expect, test } from "vitest";
import { makeDay, toDay } from "../calendar.ts";
import { dateParts, parseDay } from "./birth-date.ts";

const today = toDay("2026-11-22");

test.each([
  ["3/7/84", "1984-03-07"],
  ["03/07/1984", "1984-03-07"],
  ["3-7-1984", "1984-03-07"],
  ["3.7.84", "1984-03-07"],
  ["1984-03-07", "1984-03-07"],
  ["1984/3/7", "1984-03-07"],
  ["19840307", "1984-03-07"],
  ["03071984", "1984-03-07"],
  ["7 Mar 1984", "1984-03-07"],
  ["07-Mar-84", "1984-03-07"],
  ["March 7, 1984", "1984-03-07"],
  ["1984-03-07T00:00:00Z", "1984-03-07"],
  ["1984-03-07T05:10:00+02:00", "1984-03-07"],
  ["3/7/1984 12:00:00 AM", "1984-03-07"],
  ["1984-03-07 00:00:00.000", "1984-03-07"],
  [" 2/29/2024 ", "2024-02-29"],
])("PPL-6 %s written month first is %s", (typed, day) => {
  expect(parseDay(typed, "mdy", today)).toBe(day);
});

test.each([
  ["7/3/84", "1984-03-07"],
  ["07031984", "1984-03-07"],
  ["31.12.1999", "1999-12-31"],
  ["1984-03-07", "1984-03-07"],
])("PPL-6 %s written day first is %s", (typed, day) => {
  expect(parseDay(typed, "dmy", today)).toBe(day);
});

test.each([
  "2/30/1984",
  "13/7/1984",
  "1984-13-01",
  "2023-02-29",
  "0001-01-01",
  "00000000",
  "99999999",
  "",
  "soon",
  "3/7",
  "3/7-84",
])("F-18 %j is no day", (typed) => {
  expect(parseDay(typed, "mdy", today)).toBeUndefined();
});

test("PPL-17 a two-digit year is the latest that is not in the future, and is marked as a guess", () => {
  expect(parseDay("11/22/26", "mdy", today)).toBe("2026-11-22");
  expect(parseDay("11/23/26", "mdy", today)).toBe("1926-11-23");
  expect(dateParts("11/23/26", "mdy", today)?.shortYear).toBe(true);
  expect(dateParts("11/23/1926", "mdy", today)?.shortYear).toBe(false);
});

test("PPL-17 every day survives being written in each form", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2026 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      (y, m, d) => {
        const day = makeDay(y, m, d);
        expect(parseDay(`${m}/${d}/${y}`, "mdy", today)).toBe(day);
        expect(parseDay(`${d}.${m}.${y}`, "dmy", today)).toBe(day);
        expect(parseDay(day.replaceAll("-", ""), "mdy", today)).toBe(day);
        expect(parseDay(day, "dmy", today)).toBe(day);
      },
    ),
  );
});
