/**
 * A report on paper (REP-2, F-10): heading, what was asked for, every section with its totals, notes,
 * and the instant up to which entries are in it. An office's working paper; it goes into no envelope.
 */
import type { Day, Instant } from "../calendar.ts";
import { dayOfMonthOf, monthOf, yearOf } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { PrintSetup } from "../statements/document-data.ts";
import { papers } from "../statements/envelope.ts";
import type { LabelledText } from "../statements/present-letter.ts";
import { printAmount, printDay, printMoney } from "../statements/print-format.ts";
import { withLabel } from "./report-csv.ts";
import { printInstant } from "./print-instant.ts";
import type { ReportCell, ReportColumn, ReportPeriod, ReportSection, ReportSheet } from "./report-sheet.ts";

export type ReportPaper = {
  readonly setup: PrintSetup;
  /** The practice's zone, for the instant. */
  readonly timeZone: string;
  readonly sheet: ReportSheet;
};

export type SectionPrint = {
  readonly heading: string | null;
  readonly columns: readonly { readonly header: string; readonly right: boolean; readonly share: number | null }[];
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly string[] | null;
  readonly empty: string;
};

export type ReportPrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly heading: string;
  readonly about: readonly string[];
  readonly facts: readonly LabelledText[];
  readonly sections: readonly SectionPrint[];
  readonly notes: readonly string[];
  readonly pageWords: { readonly page: string; readonly of: string };
  readonly mark: string | null;
};

/** More columns than this go across the sheet. */
const mostUpright = 6;

export function presentReport({ setup, timeZone, sheet }: ReportPaper): ReportPrint {
  const { locale, paper } = setup;
  const size = papers[paper];
  const across = sheet.sections.some(({ columns }) => columns.length > mostUpright);
  return {
    title: `${sheet.title} \u2013 ${periodWords(sheet.period, locale)}`,
    author: sheet.practiceName,
    dated: { year: yearOf(sheet.madeOn), month: monthOf(sheet.madeOn), day: dayOfMonthOf(sheet.madeOn) },
    sheet: across ? { widthMm: size.heightMm, heightMm: size.widthMm } : size,
    heading: sheet.title,
    about: [sheet.practiceName, periodWords(sheet.period, locale), knownWords(sheet, timeZone, locale)],
    facts: sheet.parameters,
    sections: sheet.sections.map((section) => presentSection(section, setup)),
    notes: sheet.notes,
    pageWords: { page: "Page", of: "of" },
    mark: setup.training ? "TRAINING \u2013 not real figures" : null,
  };
}

export function periodWords(period: ReportPeriod, locale: string): string {
  if (period.kind === "as_of") return `As of ${printDay(period.on, locale)}`;
  if (period.from === period.to) return printDay(period.from, locale);
  return `${printDay(period.from, locale)} \u2013 ${printDay(period.to, locale)}`;
}

function knownWords({ knownAt, madeBy }: { readonly knownAt: Instant; readonly madeBy: string }, zone: string, locale: string): string {
  const by = madeBy === "" ? "" : `, made by ${madeBy}`;
  return `With everything entered by ${printInstant(knownAt, zone, locale)}${by}`;
}

function presentSection(section: ReportSection, setup: PrintSetup): SectionPrint {
  const { heading, columns, rows, totals, totalLabel, empty } = section;
  const { currency, locale } = setup;
  const written = (column: ReportColumn, cell: ReportCell, inTotals: boolean): string => {
    if (cell === null) return "";
    if (column.kind === "day") return printDay(cell as Day, locale);
    if (typeof cell === "string") return cell;
    if (column.kind !== "money") return cell.toLocaleString(locale);
    return inTotals ? printMoney(cell as Cents, currency, locale) : printAmount(cell as Cents, currency, locale);
  };
  const line = (cells: readonly ReportCell[], inTotals: boolean): string[] =>
    columns.map((column, at) => written(column, cells[at] ?? null, inTotals && typeof cells[at] === "number"));
  return {
    heading,
    columns: columns.map(({ header, kind, share }) => ({
      header,
      right: kind === "money" || kind === "number",
      share: kind === "text" ? (share ?? 1) : null,
    })),
    rows: rows.map(({ cells }) => line(cells, false)),
    totals: totals === null ? null : line(withLabel(columns, totals, totalLabel), true),
    empty,
  };
}
