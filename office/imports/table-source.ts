/** Delimited text as rows (PPL-17): settles separator, quoting and header line, then reads. */
import type { FileNotice, FileSettings } from "#domain/imports/file-settings.ts";
import { csvScanner, type CsvFault, type CsvRecord } from "#domain/imports/csv-scanner.ts";
import { importLimits } from "#domain/imports/limits.ts";
import { refuse } from "#domain/refusal.ts";
import { sniffDelimiter, statedDelimiter } from "./delimiter.ts";
import { decodePieces, looksBinary, type FoundEncoding } from "./encoding.ts";
import { columnNames, findHeader } from "./header.ts";
import type { RowSource, SourceRow } from "./row-source.ts";

/** Enough to see separator, header and shape by. */
const sampleLength = 256 * 1024;
const sampleRecords = 50;

type Layout = {
  readonly delimiter: string;
  readonly quoted: boolean;
  /** Characters and lines of a leading `sep=;` line, to be left out. */
  readonly skip: number;
  readonly skipLines: number;
};

export function tableSource(
  bytes: Uint8Array,
  found: FoundEncoding,
  settings: FileSettings,
): RowSource {
  const start = firstText(bytes, found);
  if (start.trim() === "") refuse("import_file_empty", {});
  if (looksBinary(start.slice(0, 8192))) refuse("import_file_is_not_text", { kind: "binary" });
  const stated = statedDelimiter(start);
  const skip = stated?.length ?? 0;
  const delimiter = settings.delimiter ?? stated?.delimiter ?? sniffDelimiter(start.slice(skip));
  const open: Layout = { delimiter, quoted: true, skip, skipLines: skip > 0 ? 1 : 0 };
  const layout = { ...open, quoted: settings.quoted ?? usesQuotes(bytes, found, open) };
  const first = firstRecords(start.slice(skip), layout);
  const header =
    settings.hasHeader === false ? -1 : headerPosition(first, settings.hasHeader === true);
  const headerRecord = first[header];
  const named = headerRecord
    ? columnNames(headerRecord.cells, headerRecord.line + layout.skipLines)
    : columnNames(blankNames(first), 0);
  const nul = headerRecord?.cells.findIndex((cell) => cell.includes("\0")) ?? -1;
  if (nul >= 0) refuse("import_header_has_nul", { column: nul + 1 });
  return {
    format: "csv",
    encoding: found.encoding,
    encodingSure: found.sure,
    table: { delimiter, quoted: layout.quoted, hasHeader: headerRecord !== undefined },
    columns: named.names,
    notices: noticesOf(layout, header, headerRecord, named.notices),
    batches: () => tableRows(bytes, found, layout, headerRecord?.line ?? 0),
  };
}

function firstText(bytes: Uint8Array, { encoding }: FoundEncoding): string {
  let text = "";
  for (const piece of decodePieces(bytes, encoding)) {
    text += piece;
    if (text.length >= sampleLength) break;
  }
  return text;
}

function firstRecords(text: string, layout: Layout): CsvRecord[] {
  const records: CsvRecord[] = [];
  const scanner = csvScanner(layout, (record) => {
    records.push(record);
    return records.length < sampleRecords;
  });
  scanner.write(text);
  scanner.end();
  return records;
}

function headerPosition(records: readonly CsvRecord[], wanted: boolean): number {
  const found = findHeader(records.map(({ cells }) => cells));
  if (found >= 0 || !wanted) return found;
  return records.findIndex(({ cells }) => cells.some((cell) => cell.trim() !== ""));
}

function blankNames(records: readonly CsvRecord[]): string[] {
  const width = Math.max(0, ...records.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, index) => `Column ${index + 1}`);
}

/**
 * Tab-separated text is often written without any quoting, and a lone quote in it is only a sign:
 * quotes count there only if the whole file can be read with them.
 */
function usesQuotes(bytes: Uint8Array, found: FoundEncoding, layout: Layout): boolean {
  if (layout.delimiter !== "\t") return true;
  const fault = scanAll(bytes, found, layout, () => undefined);
  return fault?.code !== "quote_not_closed" && fault?.code !== "text_after_quote";
}

function scanAll(
  bytes: Uint8Array,
  found: FoundEncoding,
  layout: Layout,
  onRecord: (record: CsvRecord) => boolean | void,
): CsvFault | undefined {
  const scanner = csvScanner(layout, onRecord);
  for (const piece of textAfter(bytes, found, layout.skip)) {
    scanner.write(piece);
    if (scanner.fault) break;
  }
  return scanner.end();
}

function* textAfter(bytes: Uint8Array, found: FoundEncoding, skip: number): Generator<string> {
  let left = skip;
  for (const piece of decodePieces(bytes, found.encoding)) {
    yield left > 0 ? piece.slice(left) : piece;
    left = Math.max(0, left - piece.length);
  }
}

function* tableRows(
  bytes: Uint8Array,
  found: FoundEncoding,
  layout: Layout,
  headerLine: number,
): Generator<readonly SourceRow[]> {
  let batch: SourceRow[] = [];
  let rows = 0;
  const scanner = csvScanner(layout, ({ line, cells }) => {
    if (line <= headerLine || isBlank(cells)) return;
    rows += 1;
    batch.push({ line: line + layout.skipLines, cells });
    return rows <= importLimits.rows;
  });
  for (const piece of textAfter(bytes, found, layout.skip)) {
    scanner.write(piece);
    if (scanner.fault || rows > importLimits.rows) break;
    if (batch.length > 0) yield batch;
    batch = [];
  }
  const fault = scanner.end();
  if (rows > importLimits.rows) refuse("import_too_many_rows", { limit: importLimits.rows });
  if (fault) refuseFault(fault, layout.skipLines);
  if (batch.length > 0) yield batch;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

function refuseFault(fault: CsvFault, skipLines: number): never {
  const line = fault.line + skipLines;
  const { column } = fault;
  if (fault.code === "quote_not_closed") refuse("import_quote_not_closed", { line, column });
  if (fault.code === "text_after_quote") refuse("import_text_after_quote", { line, column });
  if (fault.code === "cell_too_long")
    refuse("import_cell_too_long", { line, column, limit: importLimits.cell });
  refuse("import_too_many_columns", { line, limit: importLimits.columns });
}

function noticesOf(
  layout: Layout,
  header: number,
  headerRecord: CsvRecord | undefined,
  named: readonly FileNotice[],
): FileNotice[] {
  const notices: FileNotice[] = [];
  if (layout.skip > 0)
    notices.push({ code: "separator_stated", line: 1, column: 0, name: layout.delimiter });
  if (!layout.quoted) notices.push({ code: "quotes_not_used", line: 1, column: 0, name: "" });
  if (header > 0 && headerRecord) {
    notices.push({
      code: "lines_before_header",
      line: headerRecord.line + layout.skipLines,
      column: 0,
      name: "",
    });
  }
  return headerRecord ? [...notices, ...named] : notices;
}
