/** Makes any report: for the screen with the rows a person looks through, for files with all of them (REP-2, REP-5). */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import { reportCsv } from "#domain/reports/report-csv.ts";
import { reportFileName, type ReportSheet } from "#domain/reports/report-sheet.ts";
import { makeJournal } from "../accounting/accounting-sheets.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { reportMakers, type FigureAt, type ReportAsk, type ReportMaker } from "./makers.ts";

/** Rows on the screen; the totals have the rest, and the spreadsheet shows them. */
export const mostOnScreen = 2_000;
/** A spreadsheet program opens a million rows. */
const mostInFile = 1_000_000;

/** Refuses `report_day_ahead` and what the report refuses. */
export function showReport(cx: Cx, ask: ReportAsk): ReportSheet {
  return makeSheet(cx, ask, mostOnScreen);
}

/** The rows behind one figure. Refuses `report_row_unknown` for a figure that opens nothing. */
export function openFigure(cx: Cx, ask: ReportAsk, at: FigureAt): ReportSheet {
  return look<ReportSheet>(cx, (db) => makerOf(ask).open(cx, db, ask, at, mostOnScreen));
}

export type ReportText = { readonly fileName: string; readonly text: string };

export function writeReportCsv(cx: Cx, ask: ReportAsk): ReportText {
  const sheet = makeSheet(cx, ask, mostInFile);
  return look<ReportText>(cx, (db) => csvOfSheet(db, sheet));
}

export function readReportPaper(cx: Cx, ask: ReportAsk): ReportPaper {
  const sheet = makeSheet(cx, ask, mostInFile);
  return look<ReportPaper>(cx, (db) => paperOf(db, sheet));
}

/** Any sheet as the office prints it. */
export function paperOf(db: ReadableDb, sheet: ReportSheet): ReportPaper {
  return { setup: readPrinting(db).setup, timeZone: findPractice(db)?.time_zone ?? "UTC", sheet };
}

/** Any sheet for a spreadsheet. */
export function csvOfSheet(db: ReadableDb, sheet: ReportSheet): ReportText {
  const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
  return { fileName: `${reportFileName(sheet)}.csv`, text: reportCsv(sheet, digits) };
}

/** The journal books what was earned before it is read, and takes that back: no other report writes. */
function makeSheet(cx: Cx, ask: ReportAsk, mostRows: number): ReportSheet {
  if (ask.report === "journal") return makeJournal(cx, ask, mostRows);
  return look<ReportSheet>(cx, (db) => makerOf(ask).make(cx, db, ask, mostRows));
}

/** The maker belongs to the question by the table's own type. */
function makerOf(ask: ReportAsk): ReportMaker<ReportAsk> {
  return reportMakers[ask.report] as ReportMaker<ReportAsk>;
}
