import { expect, test } from "vitest";
import type { NoticeId } from "#domain/identity.ts";
import { foretoldSentence, waysOf, writeLabel, writtenSentence } from "./recall-letter-sentences.ts";

const counts = (letters: number, emails: number, members = letters + emails) => ({ noticeIds: Array.from({ length: letters }, (_, at) => (at + 1) as NoticeId), emails, members });

test.each([
  [1, 0, "1 letter"],
  [3, 0, "3 letters"],
  [0, 1, "1 e-mail"],
  [2, 4, "2 letters and 4 e-mails"],
])("PKG-10 %i letters and %i e-mails are said as %s", (letters, emails, words) => {
  expect(waysOf(counts(letters, emails))).toBe(words);
  expect(writeLabel(counts(letters, emails))).toBe(`Write ${words}`);
});

test("PKG-10 one letter about two members of a household says both numbers", () => {
  expect(foretoldSentence(counts(1, 0, 2))).toBe("1 letter about 2 members. The letter waits to be printed. The list does not ask for a call again before the next stage.");
  expect(foretoldSentence(counts(0, 2))).toBe("2 e-mails about 2 members. The list does not ask for a call again before the next stage.");
});

test("PKG-10 what was written says what waits and what is on its way", () => {
  expect(writtenSentence(counts(1, 1))).toBe("1 letter waits to be printed; 1 e-mail is on its way.");
  expect(writtenSentence(counts(0, 2))).toBe("2 e-mails are on their way.");
  expect(writtenSentence(counts(5, 0))).toBe("5 letters wait to be printed.");
});
