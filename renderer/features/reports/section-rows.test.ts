import { expect, test } from "vitest";
import type { ReportRow } from "#domain/reports/report-sheet.ts";
import { numberedRows, rowsWith, withWords } from "./section-rows.ts";

const row = (key: string | null, ...cells: ReportRow["cells"]): ReportRow => ({ key, cells, link: null });
const rows = numberedRows([row("1", "Nguyễn, Thị", "C-0012", 3700), row("2", "Ortiz, Ben", "C-0013", 0), row(null, "Ortiz, Ana", null, 500)]);
const found = (typed: string): unknown[] => rowsWith(rows, typed).map(({ cells }) => cells[0]);

test("REP-5 every row of a section has an id of its own, also without a key", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  expect(numberedRows([row(null, "a"), row(null, "a")]).map(({ id }) => id)).toEqual(["0:", "1:"]);
});

test.each([
  ["", ["Nguyễn, Thị", "Ortiz, Ben", "Ortiz, Ana"]],
  ["nguyen", ["Nguyễn, Thị"]],
  ["THI c-0012", ["Nguyễn, Thị"]],
  ["ortiz", ["Ortiz, Ben", "Ortiz, Ana"]],
  ["ana ortiz", ["Ortiz, Ana"]],
  ["  ", ["Nguyễn, Thị", "Ortiz, Ben", "Ortiz, Ana"]],
  ["3700", []],
])("UI-4 typing “%s” finds by letters, without accents and case", (typed, names) => {
  expect(found(typed)).toEqual(names);
});

test("UI-4 any rows are found by the texts that stand in them, every word in any of them", () => {
  const accounts = [
    { title: "Cash drawer", code: "1010" },
    { title: "Dépôt à la banque", code: "1020" },
  ];
  const find = (typed: string) => withWords(accounts, typed, ({ title, code }) => [title, code]).map(({ code }) => code);
  expect(find("depot 1020")).toEqual(["1020"]);
  expect(find("10")).toEqual(["1010", "1020"]);
  expect(find("")).toEqual(["1010", "1020"]);
  expect(find("drawer 1020")).toEqual([]);
});
