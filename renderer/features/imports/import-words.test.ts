import { expect, test } from "vitest";
import type { DryRunCountsView } from "#contract/imports.ts";
import {
  dateQuestion,
  doneSentence,
  importLabel,
  noticeSentence,
  reasonSentence,
  verdictLines,
} from "./import-words.ts";

const counts = {
  rows: 10,
  new: 5,
  known: 1,
  duplicate: 1,
  review: 1,
  invalid: 1,
  skipped: 1,
} as DryRunCountsView;

test("PPL-18 the lines of what becomes of the rows add up to the rows", () => {
  const lines = verdictLines(counts);
  const sum = lines.slice(0, -1).reduce((total, { value }) => total + value, 0);
  expect(sum).toBe(lines.at(-1)?.value);
});

test.each([
  [{ new: 555, known: 0 }, "Import 555 patients"],
  [{ new: 1, known: 3 }, "Import 1 patient"],
  [{ new: 0, known: 3 }, "Bring 3 patients up to date"],
  [{ new: 0, known: 0 }, "Nothing to import"],
])("UI-1 the button says what it does: %j", (some, label) => {
  expect(importLabel({ ...counts, ...some })).toBe(label);
});

test.each([
  [{ patients: 23, households: 15, updated: 0 }, "23 patients in 15 households were imported."],
  [
    { patients: 1, households: 1, updated: 1 },
    "1 patient in 1 household was imported. 1 patient was brought up to date.",
  ],
  [{ patients: 0, households: 0, updated: 2 }, "2 patients were brought up to date."],
  [
    { patients: 0, households: 0, updated: 0 },
    "Everybody in this file was here already, unchanged.",
  ],
])("PPL-18 the end is said in one sentence: %j", (done, sentence) => {
  expect(doneSentence(done)).toBe(sentence);
});

test("PPL-17 the order of dates is only asked where the file does not prove it", () => {
  expect(dateQuestion({ dateOrder: "mdy", dateExamples: ["1/2/84"] })).toBeNull();
  expect(dateQuestion({ dateOrder: "not_needed", dateExamples: [] })).toBeNull();
  expect(dateQuestion({ dateOrder: "unproved", dateExamples: ["1/2/84"] })).toContain("1/2/84");
  expect(dateQuestion({ dateOrder: "mixed", dateExamples: ["13/2/84"] })).toContain("13/2/84");
});

test("PPL-17 columns left out say why, and notices say where", () => {
  expect(reasonSentence("identity_number", null)).toContain("Identity numbers");
  expect(reasonSentence("field_taken", "gender")).toBe("“gender” is taken for the same.");
  expect(noticeSentence({ code: "header_twice", line: 1, column: 3, name: "id" })).toContain(
    "Line 1, column 3",
  );
});
