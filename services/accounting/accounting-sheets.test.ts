import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import { refusalOf } from "#db/testing.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { serviceLine } from "../payments/desk.fixture.ts";
import { column, openReportDesk, total, type ReportDesk } from "../reports/reports.fixture.ts";
import { openFigure, readReportPaper, showReport, writeReportCsv } from "../reports/show-report.ts";
import { mapAccount } from "./account-map.ts";
import { exportJournal, previewJournal } from "./export-journal.ts";

let desk: ReportDesk;
let householdId: HouseholdId;
beforeEach(() => {
  desk = openReportDesk();
  ({ householdId } = desk.household("Rosa", "Secretname"));
});
afterEach(() => desk.dispose());

const range = { from: toDay("2026-11-01"), to: toDay("2026-11-21") };
const journal = (again = false): ReportSheet => showReport(desk.at(), { report: "journal", ...range, again });
const cells = (sheet: ReportSheet): unknown[] => sheet.sections[0]?.rows.map((row) => row.cells) ?? [];

function late(cents: number, on: string): void {
  const cx = desk.at();
  desk.db.write((w) =>
    issueInvoice(cx, w, {
      kind: "manual",
      householdId,
      patientId: null,
      drawOn: null,
      invoicedOn: toDay(on),
      dueOn: toDay(on),
      termsDays: 0,
      lines: [serviceLine(toDay(on), cents)],
    }),
  );
}

test("INV-16 the journal as a report has the lines that the export would write, both sides equal", () => {
  late(12_50, "2026-11-03");
  late(4_00, "2026-11-05");
  const sheet = journal();
  const { entries } = previewJournal(desk.at(), { format: "iif", ...range, again: false, dayOrder: "month-first", taxRate: "" });
  expect(cells(sheet)).toHaveLength(entries.flatMap(({ lines }) => lines).length);
  expect([total(sheet, "debit"), total(sheet, "credit")]).toEqual([16_50, 16_50]);
  expect(sheet.period).toEqual({ kind: "range", ...range });
});

test("INV-16 a journal that was exported has nothing new, and the whole days again when asked", () => {
  late(12_50, "2026-11-03");
  exportJournal(desk.at(), { format: "qbo", ...range, again: false, dayOrder: "month-first", taxRate: "Tax Exempt" });
  expect(cells(journal())).toEqual([]);
  expect(total(journal(true), "debit")).toBe(12_50);
});

test("INV-16 looking at the journal leaves nothing behind", () => {
  late(12_50, "2026-11-03");
  const count = () => desk.db.read((db): number => db.get<{ n: number }>("select count(*) as n from entry")?.n ?? 0);
  const before = count();
  journal();
  writeReportCsv(desk.at(), { report: "journal", ...range, again: false });
  expect(count()).toBe(before);
});

test("REP-2 the journal's spreadsheet and paper hold the sheet of the screen, and name no patient", () => {
  late(12_50, "2026-11-03");
  const ask = { report: "journal", ...range, again: false } as const;
  const { fileName, text } = writeReportCsv(desk.at(), ask);
  expect(fileName).toBe("journal-2026-11-01-2026-11-21.csv");
  expect(text).toContain("12.50");
  expect(text).not.toContain("Secretname");
  expect(readReportPaper(desk.at(), ask).sheet.sections).toEqual(journal().sections);
});

test("INV-16 the account map as a report says of each account whose choice it is", () => {
  mapAccount(desk.at(), { account: "cash_drawer", name: "Petty cash", number: "1010" });
  const sheet = showReport(desk.at(), { report: "account-map" });
  const theirs = Object.values(column(sheet.sections[0], "name"));
  expect(theirs.filter((name) => name === "Petty cash")).toHaveLength(1);
  expect(Object.values(column(sheet.sections[0], "whose")).filter((whose) => whose === "the office")).toHaveLength(1);
  expect(writeReportCsv(desk.at(), { report: "account-map" }).text).toContain("Petty cash");
});

test("INV-16 the exports made before as a report, the newest first, with who made them", () => {
  late(12_50, "2026-11-03");
  exportJournal(desk.at(), { format: "qbo", ...range, again: false, dayOrder: "month-first", taxRate: "Tax Exempt" });
  late(3_00, "2026-11-04");
  exportJournal(desk.at(), { format: "iif", ...range, again: false, dayOrder: "month-first", taxRate: "Tax Exempt" });
  const sheet = showReport(desk.at(), { report: "accounting-exports" });
  expect(Object.values(column(sheet.sections[0], "format")).toSorted()).toEqual(["QuickBooks Desktop", "QuickBooks Online"]);
  expect(sheet.sections[0]?.rows[0]?.cells.slice(2, 7)).toEqual(["QuickBooks Desktop", range.from, range.to, 0, 1]);
});

test.each([
  ["a day that goes on", { from: range.from, to: toDay("2026-11-22") }, "accounting_day_not_over"],
  ["a range that runs backwards", { from: range.to, to: range.from }, "report_range_backwards"],
  ["more than ten years", { from: toDay("2010-01-01"), to: range.to }, "report_range_too_long"],
])("INV-16 the journal of %s is refused", (_what, over, code) => {
  expect(refusalOf(() => showReport(desk.at(), { report: "journal", again: false, ...over }))).toBe(code);
});

test("REP-5 figures of these tables open nothing: a row that nobody was shown is refused", () => {
  const at = { sectionId: "lines", rowKey: null, columnId: "debit" };
  expect(refusalOf(() => openFigure(desk.at(), { report: "journal", ...range, again: false }, at))).toBe("report_row_unknown");
  expect(refusalOf(() => openFigure(desk.at(), { report: "account-map" }, at))).toBe("report_row_unknown");
  expect(refusalOf(() => openFigure(desk.at(), { report: "accounting-exports" }, at))).toBe("report_row_unknown");
});
