/**
 * A report for a spreadsheet (REP-2, PPL-21): what was asked for, then each section with its heading,
 * header, rows and totals, a blank line between them. Text is protected from being run as a formula.
 */
import { csvAmount, csvLine, type CsvCell } from "../exports/csv.ts";
import type { ReportCell, ReportColumn, ReportSection, ReportSheet } from "./report-sheet.ts";

const byteOrderMark = "\ufeff";
const lineEnd = "\r\n";

/** `digits` are the currency's decimals. */
export function reportCsv(sheet: ReportSheet, digits: 0 | 2): string {
  const lines = [
    csvLine([sheet.title]),
    csvLine(["Practice", sheet.practiceName]),
    ...(sheet.period.kind === "as_of"
      ? [csvLine(["As of", sheet.period.on])]
      : [csvLine(["From", sheet.period.from]), csvLine(["To", sheet.period.to])]),
    csvLine(["Known at", sheet.knownAt]),
    ...sheet.parameters.map(({ label, value }) => csvLine([label, value])),
    ...sheet.sections.flatMap((section) => sectionLines(section, digits)),
    ...(sheet.notes.length === 0 ? [] : ["", ...sheet.notes.map((note) => csvLine([note]))]),
  ];
  return byteOrderMark + lines.join(lineEnd) + lineEnd;
}

function sectionLines(section: ReportSection, digits: 0 | 2): string[] {
  const { heading, columns, rows, totals, totalLabel } = section;
  const line = (cells: readonly ReportCell[]): string =>
    csvLine(columns.map((column, at) => cellOf(column, cells[at] ?? null, digits)));
  return [
    "",
    ...(heading === null ? [] : [csvLine([heading])]),
    csvLine(columns.map(({ header }) => header)),
    ...rows.map(({ cells }) => line(cells)),
    ...(totals === null ? [] : [line(withLabel(columns, totals, totalLabel))]),
  ];
}

function cellOf(column: ReportColumn, cell: ReportCell, digits: 0 | 2): CsvCell {
  return column.kind === "money" && typeof cell === "number" ? csvAmount(cell, digits) : cell;
}

/** The word for the totals stands in the first column that is not summed. */
export function withLabel(columns: readonly ReportColumn[], totals: readonly ReportCell[], label: string): ReportCell[] {
  const place = columns.findIndex(({ kind }, at) => kind === "text" && (totals[at] ?? null) === null);
  return columns.map((_, at) => (at === place ? label : (totals[at] ?? null)));
}
