/** Rows of a report's section as a table needs them: with an id each, and found by their letters. */
import type { ReportRow } from "#domain/reports/report-sheet.ts";

/** A key names a row for what opens; several rows may have none, so each gets its place as well. */
export type NumberedRow = ReportRow & { readonly id: string };

export function numberedRows(rows: readonly ReportRow[]): NumberedRow[] {
  return rows.map((row, at) => ({ ...row, id: `${at}:${row.key ?? ""}` }));
}

/** Rows whose texts have every word that was typed, without regard to case and accents. */
export function rowsWith(rows: readonly NumberedRow[], typed: string): readonly NumberedRow[] {
  return withWords(rows, typed, ({ cells }) => cells.filter((cell) => typeof cell === "string"));
}

/** The same of any rows, by the texts of each. */
export function withWords<Row>(rows: readonly Row[], typed: string, textsOf: (row: Row) => readonly string[]): readonly Row[] {
  const words = plain(typed).split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = plain(textsOf(row).join(" "));
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
