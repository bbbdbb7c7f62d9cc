import type { ImportRefusals } from "#domain/imports/refusals.ts";
import type { Sentences } from "./sentence.ts";

const kinds: Readonly<Record<string, string>> = {
  xlsx: "an Excel workbook. Open it in Excel, choose File, Save As, “CSV UTF-8”, and import that file",
  xls: "an old Excel workbook. Open it in Excel, choose File, Save As, “CSV UTF-8”, and import that file",
  ods: "a spreadsheet. Open it, choose Save As, “Text CSV”, and import that file",
  zip: "a ZIP archive. Unpack it first, and import the CSV file that is in it",
  gzip: "a packed file. Unpack it first, and import the file that is in it",
  pdf: "a PDF. Ask the old program for an export as CSV or text",
  image: "a picture. Ask the old program for an export as CSV or text",
  database: "a database. Ask the old program for an export as CSV or text",
  rtf: "a word-processor document. Ask the old program for an export as CSV or text",
  html: "a web page. Open it in Excel, choose File, Save As, “CSV UTF-8”, and import that file",
  xml: "an XML file, which cannot be read yet. Ask the old program for an export as CSV or text",
  binary: "not a text file. Ask the old program for an export as CSV or text",
};

export const importsSentences: Sentences<ImportRefusals> = {
  import_file_empty: () => "This file is empty. Export it again from the old program.",
  import_file_too_large: ({ megabytes, limit }) =>
    `This file has ${megabytes} MB; at most ${limit} MB can be imported at once. Split it into smaller files.`,
  import_file_is_not_text: ({ kind }) => `This file is ${kinds[kind] ?? kinds.binary}.`,
  import_encoding_wrong: ({ encoding, line }) =>
    `Line ${line} cannot be read as ${encoding}. Choose another text encoding.`,
  import_header_has_nul: ({ column }) =>
    `The name of column ${column} in line 1 holds a NUL character. Choose another text encoding, or export the file again.`,
  import_no_rows: () =>
    "This file has column names but no rows. Export it again from the old program.",
  import_quote_not_closed: ({ line, column }) =>
    `The quotation mark that opens in line ${line}, column ${column}, is never closed. Close it in that line, or say that the file uses no quotation marks.`,
  import_text_after_quote: ({ line, column }) =>
    `In line ${line}, column ${column}, text follows a closing quotation mark. Double the marks inside the value, or say that the file uses no quotation marks.`,
  import_cell_too_long: ({ line, column, limit }) =>
    `The value in line ${line}, column ${column}, is longer than ${limit} characters. Shorten it, or check that the right separator is chosen.`,
  import_too_many_columns: ({ line, limit }) =>
    `Line ${line} has more than ${limit} columns. Check that the right separator is chosen.`,
  import_too_many_rows: ({ limit }) =>
    `This file has more than ${limit} rows, which is the most that can be imported at once. Split it into smaller files.`,
  import_json_broken: ({ line }) => `Line ${line} is not valid JSON. Export the file again.`,
  import_json_not_fhir: () =>
    "This JSON file holds no FHIR patients. Ask for a FHIR R4 export of patients, as a bundle or as NDJSON.",
  import_fhir_too_old: () =>
    "This file is in an older version of FHIR (DSTU2). Ask for an export in FHIR R4; nothing was imported.",
  import_fhir_without_patients: () =>
    "There is no patient in this FHIR file. Choose the file with the patients.",
  import_field_twice: ({ field }) =>
    `Two columns are set to “${field}”. Set one of them to “not imported”.`,
  import_name_not_mapped: () =>
    "No column is set to a name. Set the columns with the first and the last name.",
  import_birth_date_not_mapped: () => "No column is set to the birth date. Set it.",
  import_mapping_does_not_fit: ({ columns, mapped }) =>
    `This mapping is for ${mapped} columns, the file has ${columns}. Choose the mapping again.`,
  import_took_too_long: ({ seconds }) =>
    `Reading this file stood still for ${seconds} seconds and was stopped. Split it into smaller files and try again.`,
  import_too_much_memory: () =>
    "This file needs too much memory. Split it into smaller files and try again.",
  import_stopped: () => "The import was stopped. Nothing was changed.",
  import_file_gone: () => "This file is not open any more. Choose it again; nothing was changed.",
  import_file_incomplete: () => "The file did not arrive whole. Choose it again.",
  import_already_running: () =>
    "Another import is under way. Wait until it is finished, or stop it, and try again.",
  import_not_run_dry: () => "Look at what would happen first, then import.",
  import_totals_differ: ({ what, expected, found }) =>
    `The check before the end failed: ${expected} ${what} were expected, ${found} were written. Everything was taken back; try again.`,
  import_nothing_to_import: () =>
    "There is nothing to import in this file: every row is there already, or is held back.",
  import_batch_not_found: () => "This import is not in the list any more.",
  import_batch_not_committed: () => "This import was taken back already.",
  import_touched_since: ({ count, names }) =>
    `This import cannot be taken back as a whole: ${count === 1 ? "one chart of it was" : `${count} charts of it were`} changed or used since (${names}). Change or remove charts one by one.`,
  import_mapping_name_missing: () => "Give the mapping a name.",
  import_mapping_file_unknown: () =>
    "This file is not a mapping that was saved here. Choose another file.",
};
