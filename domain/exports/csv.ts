/**
 * Comma-separated text for people with a spreadsheet (PPL-20, PPL-21): UTF-8 with a byte-order
 * mark, so that every spreadsheet reads names of any script, one record a line ended by CRLF, and
 * no text cell that a spreadsheet would run as a formula.
 */
import { protectCell } from "../imports/spreadsheet-text.ts";

/** A cell: text, a whole number, a decimal that is already written out, or nothing. */
export type CsvCell = string | number | CsvDecimal | null;

/** Written bare: numbers are exempt from protection, so that a spreadsheet adds them up (PPL-21). */
export type CsvDecimal = { readonly decimal: string };

/** One column: its header and what a row has in it. */
export type CsvColumn<Row> = {
  readonly header: string;
  readonly cell: (row: Row) => CsvCell;
};

const byteOrderMark = "\ufeff";
const lineEnd = "\r\n";

/** A whole table. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): string {
  const lines = [csvLine(columns.map(({ header }) => header))];
  for (const row of rows) lines.push(csvLine(columns.map(({ cell }) => cell(row))));
  return byteOrderMark + lines.join(lineEnd) + lineEnd;
}

/** One record without its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(written).join(",");
}

function written(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object") return cell.decimal;
  const text = protectCell(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Cents as a spreadsheet reads them: `-1234.50`, without thousands signs; `digits` is the currency's. */
export function csvAmount(cents: number, digits: 0 | 2 = 2): CsvDecimal {
  if (digits === 0) return { decimal: String(cents) };
  const size = String(Math.abs(cents)).padStart(3, "0");
  return { decimal: `${cents < 0 ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}` };
}
