import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { leftOutSentences, writtenSentence } from "./reminder-sentence.ts";

test.each([
  [0, 0, ""],
  [1, 1, "1 letter to 1 household waits under Letters to print."],
  [3, 1, "3 letters to 1 household wait under Letters to print."],
  [1204, 900, "1,204 letters to 900 households wait under Letters to print."],
])("INV-5 %i letters to %i households are said as %j", (written, households, words) => {
  expect(writtenSentence({ written, households })).toBe(words);
});

test("INV-5 who is left out, and from when a reminder is possible", () => {
  const said = (leftOut: { nothingOwed: number; disputed: number; tooSoon: number }, nextOn: string | null = null) =>
    leftOutSentences({ leftOut, nextOn: nextOn === null ? null : toDay(nextOn) }, (day) => day);
  expect(said({ nothingOwed: 0, disputed: 0, tooSoon: 0 })).toEqual([]);
  expect(said({ nothingOwed: 0, disputed: 0, tooSoon: 1 }, "2026-11-25")).toEqual([
    "1 invoice had a reminder less than 3 days ago; the next one is possible on 2026-11-25.",
  ]);
  expect(said({ nothingOwed: 2, disputed: 1, tooSoon: 4 }, "2026-11-24")).toEqual([
    "4 invoices had a reminder less than 3 days ago; the next one is possible from 2026-11-24.",
    "Nothing is owed on 2 invoices.",
    "1 invoice belongs to a household that disputes a charge with its bank.",
  ]);
});
