import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  ageOn,
  dayInMonth,
  dayInZone,
  daysBetween,
  daysInMonth,
  drawDayOnOrAfter,
  drawDayOnOrBefore,
  isDay,
  isTimeZone,
  makeDay,
  periodBoundary,
  periodMonthsOptions,
  toDay,
  toInstant,
  weekdayOf,
} from "./calendar.ts";

const day = fc
  .record({ year: fc.integer({ min: 1990, max: 2090 }), month: fc.integer({ min: 1, max: 12 }), d: fc.nat(30) })
  .map(({ year, month, d }) => makeDay(year, month, (d % daysInMonth(year, month)) + 1));

/** The hours of 2026 since its beginning, UTC. */
function hourOf2026(hour: number) {
  return toInstant(new Date(Date.UTC(2026, 0, 1, hour)).toISOString());
}

test("F-4 a civil day is text that exists in the calendar", () => {
  expect(isDay("2026-02-28")).toBe(true);
  for (const wrong of ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "", "2026-04-31", "0001-01-01"])
    expect(isDay(wrong)).toBe(false);
});

describe("F-5 boundaries are recomputed from the stored draw day", () => {
  const boundaries = (anchor: string, drawDay: number, months: 1 | 3 | 6 | 12, count: number): string[] =>
    Array.from({ length: count }, (_, k) => periodBoundary(toDay(anchor), drawDay, months, k));

  test("F-5 draw day 31 gives 31 Jan, 28 Feb, 31 Mar, 30 Apr", () => {
    expect(boundaries("2026-01-31", 31, 1, 4)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
  });

  test("F-5 a start on 30 April or 28 February keeps 30 and 28", () => {
    expect(boundaries("2026-04-30", 30, 1, 3)).toEqual(["2026-04-30", "2026-05-30", "2026-06-30"]);
    expect(boundaries("2026-02-28", 28, 1, 3)).toEqual(["2026-02-28", "2026-03-28", "2026-04-28"]);
  });

  test("F-5 annual from 29 February 2028 is 28 February until 29 February 2032", () => {
    expect(boundaries("2028-02-29", 29, 12, 5)).toEqual([
      "2028-02-29",
      "2029-02-28",
      "2030-02-28",
      "2031-02-28",
      "2032-02-29",
    ]);
  });

  test("F-5 every month of 2024 to 2032 ends day 31, 30 and 29 where the month does", () => {
    for (const drawDay of [29, 30, 31]) {
      for (let k = 0; k < 9 * 12; k += 1) {
        const year = 2024 + Math.floor(k / 12);
        const month = (k % 12) + 1;
        // The last day of a month is found by another road: the day before the next month's first.
        const first = month === 12 ? makeDay(year + 1, 1, 1) : makeDay(year, month + 1, 1);
        const last = Number(addDays(first, -1).slice(8));
        expect(periodBoundary(toDay("2024-01-29"), drawDay, 1, k)).toBe(
          makeDay(year, month, Math.min(drawDay, last)),
        );
      }
    }
  });

  test("F-5 boundaries of any draw day and length rise, and the day is the stored one or the month's last", () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom(...periodMonthsOptions),
        fc.integer({ min: 0, max: 100 }),
        (anchor, drawDay, months, k) => {
          const from = periodBoundary(anchor, drawDay, months, k);
          const to = periodBoundary(anchor, drawDay, months, k + 1);
          expect(from < to).toBe(true);
          const dayOfMonth = Number(from.slice(8));
          const isLast = addDays(from, 1).slice(8) === "01";
          expect(dayOfMonth === drawDay || (dayOfMonth < drawDay && isLast)).toBe(true);
        },
      ),
    );
  });
});

test("F-6 days of a half-open range add up and an empty range has none", () => {
  expect(daysBetween(toDay("2026-05-20"), toDay("2026-06-05"))).toBe(16);
  expect(daysBetween(toDay("2026-05-20"), toDay("2026-05-20"))).toBe(0);
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, n) => {
      expect(daysBetween(from, addDays(from, n))).toBe(n);
    }),
  );
});

test("F-4 the days of the week follow one another, and 22 November 2026 is a Sunday", () => {
  expect(weekdayOf(toDay("2026-11-22"))).toBe(7);
  fc.assert(
    fc.property(day, (on) => {
      expect(weekdayOf(addDays(on, 1))).toBe((weekdayOf(on) % 7) + 1);
      expect(weekdayOf(on)).toBe(Temporal.PlainDate.from(on).dayOfWeek);
    }),
  );
  expect(weekdayOf(toDay("1801-01-01"))).toBe(4);
});

test("MEM-3 a month on from 31 January 2027 is 28 February 2027", () => {
  expect(addMonths(toDay("2027-01-31"), 1)).toBe("2027-02-28");
});

test("F-8 the draw day on or after and on or before a day enclose it", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 31 }), (on, drawDay) => {
      const after = drawDayOnOrAfter(on, drawDay);
      const before = drawDayOnOrBefore(on, drawDay);
      expect(before <= on && on <= after).toBe(true);
      expect(daysBetween(before, after)).toBeLessThanOrEqual(31);
      expect(dayInMonth(after, 0, drawDay)).toBe(after);
      expect(dayInMonth(before, 0, drawDay)).toBe(before);
    }),
  );
});

describe("F-9 the local day decides", () => {
  test("F-9 one instant is two days at the ends of the world", () => {
    const at = toInstant("2026-11-22T10:30:00Z");
    expect(dayInZone(at, "Pacific/Kiritimati")).toBe("2026-11-23");
    expect(dayInZone(at, "Pacific/Pago_Pago")).toBe("2026-11-21");
  });

  test("F-9 in every time zone the days around the clock changes follow one another", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    expect(zones.length).toBeGreaterThan(300);
    // The weeks in which the world changes its clocks; less than a day at a time jumps over none.
    for (const [firstDay, lastDay] of [
      [60, 105],
      [260, 312],
    ] as const)
      for (const zone of zones) {
        let previous = dayInZone(hourOf2026(firstDay * 24), zone);
        for (let hour = firstDay * 24 + 23; hour <= lastDay * 24; hour += 23) {
          const at = hourOf2026(hour);
          const local = dayInZone(at, zone);
          expect(daysBetween(previous, local), `${zone} ${at}`).toBeLessThanOrEqual(1);
          expect(local >= previous).toBe(true);
          previous = local;
        }
      }
  }, 60_000);

  test("F-9 an unknown zone is told apart", () => {
    expect(isTimeZone("America/New_York")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
  });
});

test("PPL-18 age counts by calendar: one less until the birthday", () => {
  expect(ageOn(toDay("2008-11-23"), toDay("2026-11-22"))).toBe(17);
  expect(ageOn(toDay("2008-11-22"), toDay("2026-11-22"))).toBe(18);
  expect(ageOn(toDay("2008-02-29"), toDay("2026-02-28"))).toBe(17);
  expect(ageOn(toDay("2008-02-29"), toDay("2026-03-01"))).toBe(18);
});
