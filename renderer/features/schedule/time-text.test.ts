import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lengthText, readTime, spanText, timeText } from "./time-text.ts";

describe("UI-8 a time as people type it", () => {
  test.each<[string, number | null]>([
    ["9", 540], ["9:30", 570], ["930", 570], ["0930", 570], [" 14.15 ", 855], ["2pm", 840], ["2 PM", 840], ["12am", 0], ["12pm", 720],
    ["12:30 am", 30], ["0:05", 5], ["23:59", 1439], ["7h45", 465], ["2p", 840],
    ["24:00", null], ["9:60", null], ["13pm", null], ["0pm", null], ["", null], ["nine", null], ["9:3", null], ["99999", null],
  ])("UI-8 %j is %s", (text, minute) => expect(readTime(text)).toBe(minute));

  test("UI-8 what is written is read as the same time, in either way of writing", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), fc.constantFrom("en-US", "en-GB", "es-ES"), (minute, locale) => readTime(timeText(minute, locale)) === minute));
  });
});

test("UI-8 times, spans and lengths as people read them", () => {
  expect([timeText(0, "en-US"), timeText(545, "en-US"), timeText(720, "en-US"), timeText(855, "en-GB")]).toEqual(["12:00 AM", "9:05 AM", "12:00 PM", "14:15"]);
  expect(spanText(1410, 30, "en-GB")).toBe("23:30 – 00:00");
  expect([lengthText(45), lengthText(60), lengthText(95)]).toEqual(["45 min", "1 h", "1 h 35"]);
});
