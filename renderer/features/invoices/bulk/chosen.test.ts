import { expect, test } from "vitest";
import { invoicesWord, leftOutSentence, selectedIds } from "./chosen.ts";

test.each([
  [0, "0 invoices"],
  [1, "1 invoice"],
  [1204, "1,204 invoices"],
])("INV-4 %i is said as %s", (count, words) => {
  expect(invoicesWord(count)).toBe(words);
});

test.each([
  [{ drafts: 0, voids: 0 }, ""],
  [{ drafts: 1, voids: 0 }, "Left out: 1 draft, without a number yet."],
  [{ drafts: 0, voids: 2 }, "Left out: 2 void."],
  [{ drafts: 3, voids: 1 }, "Left out: 3 drafts, without a number yet, and 1 void."],
])("INV-4 a print run says whom it left out: %j", (leftOut, sentence) => {
  expect(leftOutSentence(leftOut)).toBe(sentence);
});

test("INV-4 rows are chosen by the invoices they stand for", () => {
  expect(selectedIds(["12", "7"])).toEqual([12, 7]);
});
