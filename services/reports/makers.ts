/** Every report with the two things that are asked of it: its sheet, and the rows behind one of its figures (REP-5). */
import type { ReadableDb } from "#db/database.ts";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import type { AgingAsk } from "./aging-question.ts";
import { makeDaySheet, openDaySheet, type DaySheetReportAsk } from "../closing/day-sheet-report.ts";
import { makeLocationStatement, openLocationStatement, type LocationAsk } from "../closing/location-report.ts";
import { benefitUseMaker, type BenefitUseAsk } from "../benefits/use-report.ts";
import { accountMapMaker, exportsMaker, journalMaker, type AccountMapAsk, type ExportsAsk, type JournalAsk } from "../accounting/accounting-sheets.ts";
import { agingMaker } from "./aging-sheet.ts";
import { deferredMaker, type DeferredAsk } from "./deferred-sheet.ts";

export type ReportAsk = BenefitUseAsk | AgingAsk | DeferredAsk | DaySheetReportAsk | LocationAsk | AccountMapAsk | ExportsAsk | JournalAsk;

/** The figure that was pressed; a null row is the total. */
export type FigureAt = { readonly sectionId: string; readonly rowKey: string | null; readonly columnId: string };

export type ReportMaker<Ask> = {
  /** `mostRows` in all sections together; the rest is counted, not shown. Totals have all rows. */
  readonly make: (cx: Cx, db: ReadableDb, ask: Ask, mostRows: number) => ReportSheet;
  readonly open: (cx: Cx, db: ReadableDb, ask: Ask, at: FigureAt, mostRows: number) => ReportSheet;
};

export const reportMakers: { readonly [Name in ReportAsk["report"]]: ReportMaker<Extract<ReportAsk, { report: Name }>> } = {
  "benefit-use": benefitUseMaker,
  aging: agingMaker,
  "deferred-dues": deferredMaker,
  "day-sheet": { make: makeDaySheet, open: openDaySheet },
  "location-statement": { make: makeLocationStatement, open: openLocationStatement },
  "account-map": accountMapMaker,
  "accounting-exports": exportsMaker,
  journal: journalMaker,
};
