import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { leftOutSentences, writeLabel, writtenSentence } from "./reminder-sentence.ts";

test.each([
  [0, 0, 0, ""],
  [1, 0, 1, "1 letter to 1 household waits under Letters to print."],
  [3, 0, 1, "3 letters to 1 household wait under Letters to print."],
  [1204, 0, 900, "1,204 letters to 900 households wait under Letters to print."],
  [1, 1, 1, "1 e-mail to 1 household goes out at once."],
  [3, 3, 2, "3 e-mails to 2 households go out at once."],
  [3, 1, 2, "3 reminders to 2 households: 1 e-mail goes out at once. 2 letters wait under Letters to print."],
  [3, 2, 2, "3 reminders to 2 households: 2 e-mails go out at once. 1 letter waits under Letters to print."],
])("INV-5 DOC-10 %i reminders, %i by e-mail, to %i households are said as %j", (written, byEmail, households, words) => {
  expect(writtenSentence({ written, byEmail, households })).toBe(words);
});

test.each([
  [0, 0, "Write the letter"],
  [1, 0, "Write the letter"],
  [2, 0, "Write 2 letters"],
  [1, 1, "Send the e-mail"],
  [1204, 1204, "Send 1,204 e-mails"],
  [3, 1, "Send 3 reminders"],
])("INV-5 DOC-10 the button for %i reminders, %i by e-mail, says %j", (written, byEmail, label) => {
  expect(writeLabel({ written, byEmail })).toBe(label);
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
