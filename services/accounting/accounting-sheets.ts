/**
 * The tables of the accounting screen as reports (INV-16, REP-2), so that each is on paper and in a
 * spreadsheet as well: the account map, the exports made before, and the journal that would go now.
 */
import type { ReadableDb } from "#db/database.ts";
import { listExports } from "#db/reports/accounting.ts";
import type { ExportFormat } from "#domain/accounting/files.ts";
import type { Day } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import { totalsOf, type ReportColumn, type ReportRow, type ReportSection, type ReportSheet } from "#domain/reports/report-sheet.ts";
import { look, type Cx } from "../context.ts";
import type { ReportMaker } from "../reports/makers.ts";
import { sheetHead } from "../reports/sheet-head.ts";
import { readAccountMap } from "./account-map.ts";
import { previewJournal, type JournalPreview } from "./export-journal.ts";

export type AccountMapAsk = { readonly report: "account-map" };
export type ExportsAsk = { readonly report: "accounting-exports" };
export type JournalAsk = {
  readonly report: "journal";
  readonly from: Day;
  readonly to: Day;
  /** Whole days again that went before; otherwise only what is new. */
  readonly again: boolean;
};

const mapColumns: readonly ReportColumn[] = [
  { id: "title", header: "Our account", kind: "text" },
  { id: "holds", header: "What it holds", kind: "text", share: 1.4 },
  { id: "name", header: "Their account", kind: "text" },
  { id: "number", header: "Code", kind: "text", share: 0.5 },
  { id: "whose", header: "Chosen by", kind: "text", share: 0.6 },
];

const exportColumns: readonly ReportColumn[] = [
  { id: "id", header: "Export", kind: "text", share: 0.5 },
  { id: "made", header: "Made", kind: "day" },
  { id: "format", header: "For", kind: "text" },
  { id: "from", header: "First day", kind: "day" },
  { id: "to", header: "Last day", kind: "day" },
  { id: "days", header: "Days", kind: "number" },
  { id: "corrections", header: "Corrections", kind: "number" },
  { id: "by", header: "By", kind: "text" },
];

const journalColumns: readonly ReportColumn[] = [
  { id: "number", header: "Journal", kind: "text", share: 1.2 },
  { id: "on", header: "Day", kind: "day" },
  { id: "code", header: "Code", kind: "text", share: 0.5 },
  { id: "account", header: "Their account", kind: "text", share: 1.4 },
  { id: "memo", header: "Ours", kind: "text", share: 1.2 },
  { id: "debit", header: "Debit", kind: "money" },
  { id: "credit", header: "Credit", kind: "money" },
];

const formatWords: Readonly<Record<ExportFormat, string>> = { iif: "QuickBooks Desktop", qbo: "QuickBooks Online", xero: "Xero" };

/** Every export there ever was; one a day for thirty years. */
const mostExports = 10_000;

/** None of these figures opens: what stands behind a sum of the journal is the day sheet of its day. */
const opensNothing = (): never => refuse("report_row_unknown", {});

export const accountMapMaker: ReportMaker<AccountMapAsk> = { make: makeAccountMap, open: opensNothing };
export const exportsMaker: ReportMaker<ExportsAsk> = { make: makeExports, open: opensNothing };
export const journalMaker: ReportMaker<JournalAsk> = {
  make: () => {
    throw new Error("The journal is tried out before it is read.");
  },
  open: opensNothing,
};

function makeAccountMap(cx: Cx, db: ReadableDb, { report }: AccountMapAsk, mostRows: number): ReportSheet {
  const rows = readAccountMap(db).map(({ account, title, holds, name, number, isDefault }): ReportRow => ({
    key: account,
    cells: [title, holds, name, number, isDefault ? "default" : "the office"],
    link: null,
  }));
  return {
    ...sheetHead(cx, db, { report, title: "Account map", period: { kind: "as_of", on: cx.today }, knownAt: null }),
    parameters: [],
    sections: [sectionOf("accounts", mapColumns, rows, mostRows, "No account is mapped.")],
    notes: ["Each journal entry books our accounts to theirs by this map."],
  };
}

function makeExports(cx: Cx, db: ReadableDb, { report }: ExportsAsk, mostRows: number): ReportSheet {
  const rows = listExports(db, mostExports).map(({ exportId, createdAt, format, from, to, days, corrections, by }): ReportRow => ({
    key: String(exportId),
    cells: [String(exportId), createdAt.slice(0, 10), formatWords[format], from, to, days, corrections, by],
    link: null,
  }));
  return {
    ...sheetHead(cx, db, { report, title: "Accounting exports", period: { kind: "as_of", on: cx.today }, knownAt: null }),
    parameters: [],
    sections: [sectionOf("exports", exportColumns, rows, mostRows, "No export yet.")],
    notes: [],
  };
}

/**
 * The journal of a range as the next export would write it. What was earned until yesterday is booked for
 * it and taken back again, so it is made before the rest is read. Refuses what `previewJournal` refuses.
 */
export function makeJournal(cx: Cx, ask: JournalAsk, mostRows: number): ReportSheet {
  const { from, to, again } = ask;
  const journal = previewJournal(cx, { format: "iif", from, to, again, dayOrder: "month-first", taxRate: "" });
  return look<ReportSheet>(cx, (db) => ({
    ...sheetHead(cx, db, { report: ask.report, title: "Journal for the accountant", period: { kind: "range", from, to }, knownAt: null }),
    parameters: [{ label: "Days that went before", value: again ? "whole, once more" : "only what is new" }],
    sections: [sectionOf("lines", journalColumns, linesOf(journal), mostRows, "Nothing new in this range.", true)],
    notes: ["Both sides of every entry are equal. No patient is named."],
  }));
}

function linesOf({ entries }: JournalPreview): ReportRow[] {
  return entries.flatMap(({ number, on, lines }) =>
    lines.map(({ name, number: code, memo, cents }): ReportRow => ({
      key: null,
      cells: [number, on, code, name, memo, cents > 0 ? cents : null, cents < 0 ? -cents : null],
      link: null,
    })),
  );
}

function sectionOf(
  id: string,
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  mostRows: number,
  empty: string,
  withTotals = false,
): ReportSection {
  return {
    id,
    heading: null,
    columns,
    rows: rows.slice(0, mostRows),
    totals: withTotals ? totalsOf(columns, rows) : null,
    totalLabel: "Total",
    opens: [],
    empty,
    leftOut: Math.max(0, rows.length - mostRows),
  };
}
