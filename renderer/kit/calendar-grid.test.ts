import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { firstWeekdayOf, moveByKey, weeksOfMonth } from "./calendar-grid.ts";

test("UI-8 a calendar month is whole weeks from the locale's first weekday", () => {
  const november = weeksOfMonth(toDay("2026-11-22"), 7);
  expect(november).toHaveLength(5);
  expect(november[0]?.[0]).toBe("2026-11-01");
  expect(november.at(-1)?.at(-1)).toBe("2026-12-05");
  expect(november.every((week) => week.length === 7)).toBe(true);
  expect(weeksOfMonth(toDay("2026-11-22"), 1)[0]?.[0]).toBe("2026-10-26");
  expect(weeksOfMonth(toDay("2026-02-10"), 7)).toHaveLength(4);
});

test("UI-8 the week begins on Sunday in the United States and on Monday in Spain", () => {
  expect(firstWeekdayOf("en-US")).toBe(7);
  expect(firstWeekdayOf("es-ES")).toBe(1);
});

const moves: readonly [key: string, shift: boolean, to: string][] = [
  ["ArrowLeft", false, "2026-01-30"],
  ["ArrowRight", false, "2026-02-01"],
  ["ArrowUp", false, "2026-01-24"],
  ["ArrowDown", false, "2026-02-07"],
  ["Home", false, "2026-01-25"],
  ["End", false, "2026-01-31"],
  ["PageUp", false, "2025-12-31"],
  ["PageDown", false, "2026-02-28"],
  ["PageDown", true, "2027-01-31"],
];

for (const [key, shift, to] of moves) {
  test(`UI-5 in the calendar ${shift ? "Shift " : ""}${key} goes from Saturday 31 January to ${to}`, () => {
    expect(moveByKey(toDay("2026-01-31"), key, shift, 7)).toBe(to);
  });
}
