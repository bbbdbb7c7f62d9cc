/**
 * The first look at a file (PPL-17): what it is, what its columns probably are, which order its
 * dates have, and what in it needs a decision. Everything found can be changed by the office; asked
 * again with the changed columns, the dates and ZIP codes of those columns are judged.
 */
import type { FileFormat, FileNotice, TextEncoding } from "#domain/imports/file-settings.ts";
import { repairText } from "#domain/imports/damaged-text.ts";
import {
  judgeDateOrder,
  noDateEvidence,
  provedOrder,
  weighDate,
  type DateOrderFinding,
} from "#domain/imports/date-order.ts";
import { dateFields, type ImportField } from "#domain/imports/field.ts";
import { columnOf, type ImportMapping } from "#domain/imports/mapping.ts";
import { readZip, stateCode } from "#domain/imports/places.ts";
import { suggestMapping, type NotImportedColumn } from "#domain/imports/suggest-mapping.ts";
import { refuse } from "#domain/refusal.ts";
import type { RowSource, TableLayout } from "./row-source.ts";

export type FileAnalysis = {
  readonly format: FileFormat;
  readonly encoding: TextEncoding;
  /** False: the preview has to show whether accents are right. */
  readonly encodingSure: boolean;
  readonly table: TableLayout | null;
  readonly columns: readonly string[];
  /** The first rows, cells cut to a readable length. */
  readonly sampleRows: readonly (readonly string[])[];
  /** A few different values of each column. */
  readonly samples: readonly (readonly string[])[];
  readonly rowCount: number;
  readonly preset: string | null;
  readonly mapping: ImportMapping;
  readonly notImported: readonly NotImportedColumn[];
  readonly dateOrder: DateOrderFinding;
  /** Dates that could be read both ways, to be shown with the question. */
  readonly dateExamples: readonly string[];
  /** ZIP codes that have lost their zeros. */
  readonly lostZeros: number;
  readonly damaged: { readonly cells: number; readonly example: string; readonly repaired: string };
  readonly notices: readonly FileNotice[];
};

export type Progress = (done: number, total: number) => void;

const shownRows = 8;
const shownValues = 4;
const shownLength = 120;

/** `columns` null: the columns are proposed; otherwise they are what the office says. */
export function analyseSource(
  source: RowSource,
  columns: readonly (ImportField | null)[] | null,
  progress: Progress = () => undefined,
): FileAnalysis {
  const headers = source.columns;
  const byName = columns ?? suggestMapping(headers).mapping.columns;
  const facts = { ...noFacts(headers.length), watch: watchedColumns(byName) };
  for (const batch of source.batches()) {
    for (const { cells } of batch) takeRow(facts, cells ?? []);
    progress(facts.rowCount, 0);
  }
  if (facts.rowCount === 0) refuse("import_no_rows", {});
  const suggested = suggestMapping(headers, facts.filled);
  const dateOrder = judgeDateOrder(facts.dates);
  const lostZeros = facts.usRegions >= 0 ? facts.lostZeros : 0;
  return {
    format: source.format,
    encoding: source.encoding,
    encodingSure: source.encodingSure,
    table: source.table,
    columns: headers,
    sampleRows: facts.sampleRows,
    samples: facts.samples,
    rowCount: facts.rowCount,
    preset: suggested.preset,
    mapping: {
      ...suggested.mapping,
      columns: columns ?? suggested.mapping.columns,
      dateOrder: provedOrder(dateOrder),
      padZip: lostZeros > 0,
    },
    notImported: suggested.notImported,
    dateOrder,
    dateExamples: facts.dateExamples,
    lostZeros,
    damaged: facts.damaged,
    notices: source.notices,
  };
}

type Watched = {
  readonly dates: readonly number[];
  readonly zip: number;
  readonly region: number;
  readonly text: readonly number[];
};

type Facts = {
  rowCount: number;
  readonly filled: number[];
  readonly sampleRows: string[][];
  readonly samples: string[][];
  readonly dates: ReturnType<typeof noDateEvidence>;
  readonly dateExamples: string[];
  lostZeros: number;
  /** Rows with a state of the USA less rows with another region. */
  usRegions: number;
  damaged: { cells: number; example: string; repaired: string };
};

function noFacts(width: number): Facts {
  return {
    rowCount: 0,
    filled: Array.from({ length: width }, () => 0),
    sampleRows: [],
    samples: Array.from({ length: width }, () => []),
    dates: noDateEvidence(),
    dateExamples: [],
    lostZeros: 0,
    usRegions: 0,
    damaged: { cells: 0, example: "", repaired: "" },
  };
}

function watchedColumns(columns: readonly (ImportField | null)[]): Watched {
  const mapping = { columns } as ImportMapping;
  return {
    dates: dateFields.map((field) => columnOf(mapping, field)).filter((column) => column >= 0),
    zip: columnOf(mapping, "postalCode"),
    region: columnOf(mapping, "region"),
    text: columns.flatMap((field, column) => (field === null ? [] : [column])),
  };
}

function takeRow(facts: Facts & { readonly watch: Watched }, cells: readonly string[]): void {
  const { watch, filled, samples } = facts;
  facts.rowCount += 1;
  if (facts.sampleRows.length < shownRows) facts.sampleRows.push(cells.map(shown));
  for (let column = 0; column < filled.length; column += 1) {
    const cell = cells[column];
    if (cell === undefined || cell.trim() === "") continue;
    filled[column] = (filled[column] ?? 0) + 1;
    const seen = samples[column];
    if (seen && seen.length < shownValues && !seen.includes(shown(cell))) seen.push(shown(cell));
  }
  for (const column of watch.dates) weighOne(facts, cells[column] ?? "");
  for (const column of watch.text) lookForDamage(facts, cells[column] ?? "");
  weighZip(facts, (cells[watch.zip] ?? "").trim(), (cells[watch.region] ?? "").trim());
}

/** Three or four digits are a whole postcode in other countries: only a file of the USA loses zeros. */
function weighZip(facts: Facts, zip: string, region: string): void {
  const state = stateCode(region);
  if (region !== "") facts.usRegions += state === undefined ? -1 : 1;
  if (zip === "" || (region !== "" && state === undefined)) return;
  if (readZip(zip, state, true).change === "padded") facts.lostZeros += 1;
}

function weighOne(facts: Facts, cell: string): void {
  const before = facts.dates.yearLast;
  weighDate(facts.dates, cell);
  if (facts.dates.yearLast > before && facts.dateExamples.length < shownValues)
    facts.dateExamples.push(shown(cell));
}

function lookForDamage(facts: Facts, cell: string): void {
  const repaired = repairText(cell);
  if (repaired === undefined) return;
  const { cells, example } = facts.damaged;
  facts.damaged = {
    cells: cells + 1,
    example: example || shown(cell),
    repaired: example === "" ? shown(repaired) : facts.damaged.repaired,
  };
}

function shown(cell: string): string {
  return cell.length > shownLength ? `${cell.slice(0, shownLength).toWellFormed()}…` : cell;
}
