/**
 * One face for all files that patients can be read from (PPL-17): named columns and rows with their
 * lines, in batches, as often as wanted. The bytes stay in memory; nothing of the file is written
 * to the disk.
 */
import type { FileNotice } from "./header.ts";
import type { TextEncoding } from "./encoding.ts";

/** `cells` is null for an entry that cannot be read at all. */
export type SourceRow = { readonly line: number; readonly cells: readonly string[] | null };

export type FileFormat = "csv" | "fhir_ndjson" | "fhir_bundle";

export type RowSource = {
  readonly format: FileFormat;
  readonly encoding: TextEncoding;
  readonly encodingSure: boolean;
  /** Null for files that are no tables. */
  readonly table: TableLayout | null;
  readonly columns: readonly string[];
  readonly notices: readonly FileNotice[];
  /** All rows that are not blank. Refuses where the text cannot be read on, with line and column. */
  batches(): Generator<readonly SourceRow[]>;
};

export type TableLayout = {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly hasHeader: boolean;
};

/** What the office chose instead of what was found; null leaves it to be found. */
export type FileSettings = {
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  readonly quoted: boolean | null;
  readonly hasHeader: boolean | null;
};

export const findEverything: FileSettings = {
  encoding: null,
  delimiter: null,
  quoted: null,
  hasHeader: null,
};
