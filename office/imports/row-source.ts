/**
 * One face for all files that patients can be read from (PPL-17): named columns and rows with their
 * lines, in batches, as often as wanted. The bytes stay in memory; nothing of the file is written
 * to the disk.
 */
import type { FileFormat, FileNotice, TextEncoding } from "#domain/imports/file-settings.ts";

/** `cells` is null for an entry that cannot be read at all. */
export type SourceRow = { readonly line: number; readonly cells: readonly string[] | null };

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
