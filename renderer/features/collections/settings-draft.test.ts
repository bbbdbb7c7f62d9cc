import { describe, expect, test } from "vitest";
import { defaultDunning } from "#domain/dunning/settings.ts";
import { daysFrom, daysWritten } from "./settings-draft.ts";

describe("BIL-11 days as people type them", () => {
  test.each([
    ["3, 7, 14, 21", [3, 7, 14, 21]],
    ["3;7 14", [3, 7, 14]],
    ["", []],
    ["  3 , ", [3]],
    ["3, x", null],
    ["-3", null],
    ["3.5", null],
    ["1234", null],
  ])("BIL-11 %j", (text, days) => {
    expect(daysFrom(text)).toEqual(days);
  });

  test("BIL-11 what is written is read back the same", () => {
    expect(daysFrom(daysWritten(defaultDunning.retryDays))).toEqual(defaultDunning.retryDays);
  });
});
