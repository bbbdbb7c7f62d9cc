/** How a file is written: found by looking, changed by hand (PPL-17). */

export const textEncodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "macintosh",
] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** What an encoding is called at the desk. */
export const encodingNames: Readonly<Record<TextEncoding, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows (Western)",
  macintosh: "Old Macintosh",
};

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

export const fileFormats = ["csv", "fhir_ndjson", "fhir_bundle"] as const;
export type FileFormat = (typeof fileFormats)[number];

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

export const fileNoticeCodes = [
  "header_blank",
  "header_twice",
  "lines_before_header",
  "separator_stated",
  "quotes_not_used",
] as const;

/** Something about the file that the office should know, but that stops nothing. */
export type FileNotice = {
  readonly code: (typeof fileNoticeCodes)[number];
  readonly line: number;
  /** From 1; 0 where no column is meant. */
  readonly column: number;
  readonly name: string;
};
