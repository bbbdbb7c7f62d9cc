/**
 * Reads delimited text piece by piece (PPL-17): records with the line on which they start, and
 * faults with line and column (S7). Quoted cells may hold separators, line ends and doubled quotes;
 * a quote in the middle of an unquoted cell is only a sign (`5'10" tall`). What follows a closing
 * quote is a fault: guessing there shifts values into other people's columns.
 *
 * Our own, because the libraries count lines wrongly in quoted cells with Windows line ends, do not
 * tell the two kinds of stray quotes apart, and meet the limits only after having read a record.
 */
import { importLimits } from "./limits.ts";

export type CsvOptions = {
  readonly delimiter: string;
  /** Whether `"` quotes a cell; some programs write tab-separated text without any quoting. */
  readonly quoted: boolean;
};

export type CsvRecord = {
  /** Line of the text on which the record starts, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
};

export type CsvFaultCode =
  | "quote_not_closed"
  | "text_after_quote"
  | "cell_too_long"
  | "too_many_columns";

/** Why the text cannot be read on, with the line and the column (counted in cells, from 1). */
export type CsvFault = {
  readonly code: CsvFaultCode;
  readonly line: number;
  readonly column: number;
};

export type CsvScanner = {
  /** Takes the next piece; after a fault, or after `onRecord` answered `false`, it takes no more. */
  write(piece: string): void;
  /** Ends the text, and answers what was wrong with it, if anything. */
  end(): CsvFault | undefined;
  readonly fault: CsvFault | undefined;
};

const lineFeed = 10;
const carriageReturn = 13;
const quoteSign = 34;
const blank = 32;

/** `quote_seen`: a quote inside quotes, which ends the value unless another one follows. */
type Place = "cell_start" | "in_cell" | "in_quotes" | "quote_seen" | "after_quotes";

export function csvScanner(
  options: CsvOptions,
  onRecord: (record: CsvRecord) => boolean | void,
): CsvScanner {
  const delimiter = options.delimiter.charCodeAt(0);
  let place: Place = "cell_start";
  let cells: string[] = [];
  let value = "";
  let line = 1;
  let recordLine = 1;
  let quoteLine = 1;
  /** The sign before was a return: a line feed now belongs to it, also across two pieces. */
  let afterReturn = false;
  let stopped = false;
  let fault: CsvFault | undefined;

  function fail(code: CsvFaultCode, atLine: number): void {
    fault = { code, line: atLine, column: cells.length + 1 };
    stopped = true;
  }

  function keep(text: string): void {
    value += text;
    if (value.length <= importLimits.cell) return;
    // A quoted cell that swallows lines without end was most likely never closed.
    if (place === "in_quotes" && line > quoteLine) fail("quote_not_closed", quoteLine);
    else fail("cell_too_long", line);
  }

  function endCell(): void {
    if (cells.length >= importLimits.columns) {
      fail("too_many_columns", recordLine);
      return;
    }
    cells.push(value);
    value = "";
    place = "cell_start";
  }

  function endRecord(): void {
    endCell();
    if (stopped) return;
    if (onRecord({ line: recordLine, cells }) === false) stopped = true;
    cells = [];
  }

  /** Answers where to go on. Each reads at least one sign, or changes the place. */
  function scanQuoted(text: string, from: number): number {
    let at = from;
    for (; at < text.length && at - from <= importLimits.cell; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quoteSign) break;
      if (code === carriageReturn || (code === lineFeed && !afterReturn)) line += 1;
      afterReturn = code === carriageReturn;
    }
    if (at > from) keep(text.slice(from, at));
    if (stopped || text.charCodeAt(at) !== quoteSign) return at;
    afterReturn = false;
    place = "quote_seen";
    return at + 1;
  }

  function scanPlain(text: string, from: number): number {
    let at = from;
    for (; at < text.length && at - from <= importLimits.cell; at += 1) {
      const code = text.charCodeAt(at);
      if (code === delimiter || code === lineFeed || code === carriageReturn) break;
    }
    if (at > from) keep(text.slice(from, at));
    return stopped || at >= text.length ? at : atSeparator(text, at);
  }

  /** Ends the cell or the record where `at` is a separator; answers `at` where it is none. */
  function atSeparator(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === delimiter) {
      endCell();
      return at + 1;
    }
    if (code !== lineFeed && code !== carriageReturn) return at;
    endRecord();
    line += 1;
    recordLine = line;
    afterReturn = code === carriageReturn;
    return at + 1;
  }

  function scanEdge(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (place === "quote_seen") {
      place = code === quoteSign ? "in_quotes" : "after_quotes";
      if (code !== quoteSign) return at;
      keep('"');
      return at + 1;
    }
    const next = atSeparator(text, at);
    if (next > at) return next;
    if (place === "after_quotes") {
      if (code !== blank) fail("text_after_quote", line);
      return at + 1;
    }
    if (options.quoted && code === quoteSign) {
      // Blanks between the separator and the quote are no part of the value.
      value = "";
      quoteLine = line;
      afterReturn = false;
      place = "in_quotes";
      return at + 1;
    }
    keep(text[at] ?? "");
    if (code !== blank) place = "in_cell";
    return at + 1;
  }

  function scan(text: string): void {
    let at = 0;
    while (at < text.length && !stopped) {
      if (place === "in_quotes") at = scanQuoted(text, at);
      else if (place === "in_cell") at = scanPlain(text, at);
      else if (afterReturn && text.charCodeAt(at) === lineFeed) at += 1;
      else at = scanEdge(text, at);
      if (place !== "in_quotes" && text.charCodeAt(at - 1) !== carriageReturn) afterReturn = false;
    }
  }

  return {
    write(piece) {
      scan(piece);
    },
    end() {
      if (stopped) return fault;
      if (place === "in_quotes") fail("quote_not_closed", quoteLine);
      else if (cells.length > 0 || value !== "" || place !== "cell_start") endRecord();
      stopped = true;
      return fault;
    },
    get fault() {
      return fault;
    },
  };
}
