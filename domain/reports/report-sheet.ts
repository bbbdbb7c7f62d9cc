/**
 * One shape for every report of the office (REP-2): what was asked for in words, sections of rows with
 * their totals, and notes. The screen, the paper and the spreadsheet all show exactly this sheet, so that
 * no two of them can disagree. Reports are in the words of the office, amounts in minor units.
 */
import type { Day, Instant } from "../calendar.ts";

export type ReportColumn = {
  readonly id: string;
  readonly header: string;
  /** `money` holds cents, `number` an integer, `day` a `YYYY-MM-DD`; those stand at the right but days. */
  readonly kind: "text" | "day" | "money" | "number";
  /** Its share of the width that text leaves over, 1 unless said; money, numbers and days take what they need. */
  readonly share?: number;
  /** Hidden on the screen until somebody chooses it; on paper and in the spreadsheet it stands. */
  readonly minor?: boolean;
};

/** Text, a day's text, cents or a whole number as the column says; null stays empty. */
export type ReportCell = string | number | null;

/** The record a row is about; the screen makes its first cell the way there. */
export type ReportLink = {
  readonly to: "invoice" | "payment" | "patient" | "household";
  readonly id: number;
};

export type ReportRow = {
  /** Names the row for the rows behind its figures (REP-5); null where nothing opens. */
  readonly key: string | null;
  /** In the order of the section's columns. */
  readonly cells: readonly ReportCell[];
  readonly link: ReportLink | null;
};

export type ReportSection = {
  readonly id: string;
  /** Null for a report of one section. */
  readonly heading: string | null;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** In the order of the columns, null where nothing is summed; null for a section without totals. */
  readonly totals: readonly ReportCell[] | null;
  readonly totalLabel: string;
  /** Columns whose figures open the rows that make them (REP-5). */
  readonly opens: readonly string[];
  /** Said instead of rows where there are none. */
  readonly empty: string;
  /** Rows that exist and are not in this sheet; the totals have them. 0 on paper and in the spreadsheet. */
  readonly leftOut: number;
};

export type ReportPeriod =
  | { readonly kind: "as_of"; readonly on: Day }
  /** Both days included. */
  | { readonly kind: "range"; readonly from: Day; readonly to: Day };

export type ReportSheet = {
  /** Names the report in file names: `aging`. */
  readonly report: string;
  readonly title: string;
  readonly practiceName: string;
  readonly period: ReportPeriod;
  /** Only what was entered by then (F-10, REP-3): the instant of the first print makes any reprint equal to it. */
  readonly knownAt: Instant;
  readonly madeOn: Day;
  /** Who made it; empty when nobody is named. */
  readonly madeBy: string;
  /** What was chosen, in words. */
  readonly parameters: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly ReportSection[];
  /** Sentences below: what ties to what, and what is not in it. */
  readonly notes: readonly string[];
};

/** `aging-2026-11-22`, `day-sheet-2026-11-01-2026-11-30`. */
export function reportFileName({ report, period }: Pick<ReportSheet, "report" | "period">): string {
  if (period.kind === "as_of") return `${report}-${period.on}`;
  return period.from === period.to ? `${report}-${period.from}` : `${report}-${period.from}-${period.to}`;
}

/** How many rows a sheet has in all its sections. */
export function rowsOf(sheet: Pick<ReportSheet, "sections">): number {
  return sheet.sections.reduce((sum, section) => sum + section.rows.length, 0);
}

/** Sums the money and number columns of some rows, for a section's totals; other columns stay empty. */
export function totalsOf(columns: readonly ReportColumn[], rows: readonly ReportRow[]): ReportCell[] {
  return columns.map((column, at) => {
    if (column.kind !== "money" && column.kind !== "number") return null;
    return rows.reduce((sum, row) => sum + Number(row.cells[at] ?? 0), 0);
  });
}
