import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, toDay, weekdayOf } from "../calendar.ts";
import { blockedSpan, checkBlockOut, isBlockedOn, mondayOf, type BlockOutTerms } from "./block-out.ts";

const terms: BlockOutTerms = { title: "Lunch", fromMinute: 720, minutes: 60, firstOn: toDay("2026-06-03"), untilOn: null, everyWeeks: 0, weekdays: 0 };
/** The days of the weeks from Monday, 1 June, on which it is. */
const daysOf = (over: Partial<BlockOutTerms>, weeks = 5): string[] =>
  Array.from({ length: weeks * 7 }, (_, index) => addDays(toDay("2026-06-01"), index)).filter((on) => isBlockedOn({ ...terms, ...over }, on)).map((on) => on.slice(5));

describe("PPL-16 when time is blocked out", () => {
  test("PPL-16 once is once", () => expect(daysOf({})).toEqual(["06-03"]));
  test("PPL-16 every week on Monday and Wednesday, from its first day on", () =>
    expect(daysOf({ everyWeeks: 1, weekdays: 0b101 }, 2)).toEqual(["06-03", "06-08", "06-10"]));
  test("PPL-16 every other week counts from the Monday of the first day", () =>
    expect(daysOf({ everyWeeks: 2, weekdays: 0b101 })).toEqual(["06-03", "06-15", "06-17", "06-29", "07-01"]));
  test("PPL-16 until a day, that one included", () =>
    expect(daysOf({ everyWeeks: 1, weekdays: 0b100, untilOn: toDay("2026-06-17") })).toEqual(["06-03", "06-10", "06-17"]));
  test("PPL-16 a weekday before the first day is not on yet", () => expect(daysOf({ everyWeeks: 1, weekdays: 0b1 }, 2)).toEqual(["06-08"]));

  test("PPL-16 on its weekdays alone, in its weeks alone, whatever they are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 52 }), fc.integer({ min: 1, max: 127 }), fc.integer({ min: 0, max: 2000 }), (everyWeeks, weekdays, days) => {
        const on = addDays(terms.firstOn, days);
        const isDay = (weekdays >> (weekdayOf(on) - 1)) % 2 === 1;
        const week = Math.floor(daysBetween(mondayOf(terms.firstOn), on) / 7);
        return isBlockedOn({ ...terms, everyWeeks, weekdays }, on) === (isDay && week % everyWeeks === 0);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  [{ title: "  " }, "title"],
  [{ title: "x".repeat(81) }, "title"],
  [{ minutes: 4 }, "time"],
  [{ fromMinute: -1 }, "time"],
  [{ fromMinute: 1380, minutes: 61 }, "time"],
  [{ everyWeeks: 1, weekdays: 1, untilOn: toDay("2026-06-02") }, "until"],
  [{ everyWeeks: 1 }, "weekdays"],
  [{ weekdays: 1 }, "weekdays"],
])("PPL-16 %j is refused with what to mend", (over, what) => {
  expect(() => checkBlockOut({ ...terms, ...over })).toThrow(expect.objectContaining({ code: "block_out_wrong", facts: { what } }));
});

test("PPL-16 a whole day goes, and one that is once has no end", () => {
  expect(checkBlockOut({ ...terms, title: " Closed ", fromMinute: 0, minutes: 1440 })).toMatchObject({ title: "Closed", minutes: 1440 });
  expect(checkBlockOut({ ...terms, untilOn: toDay("2026-07-01") }).untilOn).toBeNull();
});

describe("F-9 PPL-16 a whole day is the whole of it", () => {
  test.each([
    ["2026-03-08", "2026-03-08T05:00:00.000Z", "2026-03-09T04:00:00.000Z"],
    ["2026-11-01", "2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"],
    ["2026-06-01", "2026-06-01T04:00:00.000Z", "2026-06-02T04:00:00.000Z"],
  ])("F-9 %s in New York: of 23, 25 and 24 hours", (on, startsAt, endsAt) => {
    expect(blockedSpan({ ...terms, fromMinute: 0, minutes: 1440 }, toDay(on), "America/New_York")).toEqual({ startsAt, endsAt });
  });
});
