import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import { distanceTo, fullDay, longDay, shortDay, spokenDay } from "./day.ts";
import { dayOrderOf, readDay, type ReadDayOptions } from "./read-day.ts";

/** A Sunday, the day of the Today sketch in LOOK.md. */
const today = toDay("2026-11-22");
const style = { locale: "en-US", today };

const spoken: readonly [day: string, words: string][] = [
  ["2026-11-22", "Today, 22 Nov"],
  ["2026-11-23", "Tomorrow, 23 Nov"],
  ["2026-11-21", "Yesterday, 21 Nov"],
  ["2026-11-28", "Sat, 28 Nov"],
  ["2026-11-29", "29 Nov"],
  ["2026-11-20", "20 Nov"],
  ["2027-01-05", "5 Jan 2027"],
];

for (const [day, words] of spoken) {
  test(`UI-8 on 22 November 2026 the day ${day} is said “${words}”`, () => {
    expect(spokenDay(toDay(day), style)).toBe(words);
  });
}

const distances: readonly [day: string, words: string][] = [
  ["2026-11-22", "today"],
  ["2026-12-04", "in 12 days"],
  ["2026-11-19", "3 days ago"],
  ["2027-01-20", "in 59 days"],
  ["2027-02-21", "in 2 months"],
  ["2027-02-22", "in 3 months"],
  ["2024-11-22", "2 years ago"],
];

for (const [day, words] of distances) {
  test(`UI-8 from 22 November 2026 the day ${day} is ${words}`, () => {
    expect(distanceTo(toDay(day), today)).toBe(words);
  });
}

test("UI-8 long days carry the weekday, and the year only when it is another", () => {
  expect(longDay(today, style)).toBe("Sunday, 22 November");
  expect(longDay(toDay("2027-01-05"), style)).toBe("Tuesday, 5 January 2027");
  expect(longDay(today, { locale: "es-US", today })).toBe("domingo, 22 noviembre");
});

const us: ReadDayOptions = { today, locale: "en-US", order: "month-first", lean: "near" };

const typed: readonly [text: string, day: string, options?: Partial<ReadDayOptions>][] = [
  ["3/7", "2026-03-07"],
  ["3/7", "2026-07-03", { order: "day-first" }],
  ["3/7/84", "1984-03-07"],
  ["3/7/27", "2027-03-07"],
  ["3/7/27", "1927-03-07", { lean: "past" }],
  ["3/7/1984", "1984-03-07"],
  ["3-7-84", "1984-03-07"],
  ["3.7.84", "1984-03-07"],
  ["030784", "1984-03-07"],
  ["03071984", "1984-03-07"],
  ["2026-3-7", "2026-03-07"],
  ["+2w", "2026-12-06"],
  ["+3", "2026-11-25"],
  ["-1d", "2026-11-21"],
  ["+ 1 month", "2026-12-22"],
  ["+3m", "2027-02-22"],
  ["-1y", "2025-11-22"],
  ["fri", "2026-11-27"],
  ["Friday", "2026-11-27"],
  ["sun", "2026-11-29"],
  ["mon", "2026-11-23"],
  ["today", "2026-11-22"],
  ["Tomorrow", "2026-11-23"],
  ["yesterday", "2026-11-21"],
  ["5 jan", "2026-01-05"],
  ["5 jan", "2027-01-05", { lean: "future" }],
  ["dec 24", "2025-12-24", { lean: "past" }],
  ["5jan27", "2027-01-05"],
  ["January 5, 2027", "2027-01-05"],
  ["5 ene 2027", "2027-01-05", { locale: "es-US" }],
  ["2/29", "2028-02-29", { lean: "future", today: toDay("2027-06-01") }],
];

for (const [text, day, options] of typed) {
  test(`UI-8 a day field reads “${text}” as ${day}${options ? ` with ${JSON.stringify(options)}` : ""}`, () => {
    expect(readDay(text, { ...us, ...options })).toEqual({ kind: "day", day });
  });
}

const unclear: readonly [text: string, words: string][] = [
  ["31/12", "There is no month 31"],
  ["2/29/2027", "February 2027 has 28 days"],
  ["2/30", "February 2026 has 28 days"],
  ["4/31", "April 2026 has 30 days"],
  ["0/5", "There is no month 0"],
  ["5/0", "has 31 days"],
  ["someday", "is not a day"],
  ["3/7/1", "is not a day"],
  ["1/1/1700", "too far away"],
  ["+9999d", "too far away"],
];

for (const [text, words] of unclear) {
  test(`UI-8 a day field asks again for “${text}”`, () => {
    const answer = readDay(text, us);
    expect(answer.kind).toBe("unclear");
    expect(answer.kind === "unclear" && answer.sentence).toContain(words);
  });
}

test("UI-8 every day that a field shows reads back as itself, in each order and lean", () => {
  const options = fc.record({
    order: fc.constantFrom("month-first" as const, "day-first" as const),
    lean: fc.constantFrom("near" as const, "past" as const, "future" as const),
    locale: fc.constantFrom("en-US", "es-US", "es-MX", "en-GB"),
  });
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 40_000 }), options, (offset, chosen) => {
      const day = addDays(today, offset);
      expect(readDay(fullDay(day, chosen.locale), { today, ...chosen })).toEqual({
        kind: "day",
        day,
      });
      expect(readDay(day, { today, ...chosen })).toEqual({ kind: "day", day });
    }),
  );
});

test("UI-8 a short day typed back means the same day, if it is this year's", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 364 }), (offset) => {
      const day = addDays(toDay("2026-01-01"), offset);
      expect(readDay(shortDay(day, style), us)).toEqual({ kind: "day", day });
    }),
  );
});

test("UI-8 no text makes the field fail", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      expect(["empty", "day", "unclear"]).toContain(readDay(text, us).kind);
    }),
  );
});

test("UI-8 the order of numbers follows the locale", () => {
  expect(dayOrderOf("en-US")).toBe("month-first");
  expect(dayOrderOf("es-MX")).toBe("day-first");
  expect(dayOrderOf("en-GB")).toBe("day-first");
});
