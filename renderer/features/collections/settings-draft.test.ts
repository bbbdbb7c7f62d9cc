import { describe, expect, test } from "vitest";
import { noticeKinds } from "#domain/dunning/notice-kinds.ts";
import { fieldsIn, fieldsOf, fillText } from "#domain/dunning/notice-text.ts";
import { defaultTexts } from "#domain/dunning/notice-texts.ts";
import { defaultDunning, noticeLanguages } from "#domain/dunning/settings.ts";
import { daysFrom, daysWritten, exampleValues, withText } from "./settings-draft.ts";

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

test("DOC-8 an own text goes in and comes out without a trace", () => {
  const own = { subject: "Hi", body: "{amount}" };
  const english = withText(defaultDunning, "past_due", "en", own);
  const both = withText(english, "past_due", "es", own);
  expect(both.texts).toEqual({ past_due: { en: own, es: own } });
  expect(withText(both, "past_due", "es", null)).toEqual(english);
  expect(withText(english, "past_due", "en", null)).toEqual(defaultDunning);
});

test("DOC-8 the example family fills every field that a letter can have", () => {
  for (const language of noticeLanguages)
    for (const kind of noticeKinds) {
      const values = exampleValues(language);
      for (const name of fieldsOf[kind]) expect(values[name], `${kind} ${name}`).toBeTruthy();
      expect(fieldsIn(fillText(defaultTexts[kind][language].body, values))).toEqual([]);
    }
});
