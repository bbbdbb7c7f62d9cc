/** Finds the separator of a delimited text (PPL-17): a stated one, else the one that gives the evenest columns. */
import { csvScanner } from "#domain/imports/csv-scanner.ts";
import { delimiters, type Delimiter } from "#domain/imports/file-settings.ts";

export type StatedDelimiter = { readonly delimiter: string; readonly length: number };

/** A first line `sep=;`, as Excel writes and reads it; with its length, to be left out. */
export function statedDelimiter(start: string): StatedDelimiter | undefined {
  const found = /^"?sep=([^\r\n"])"?(?:\r\n|\r|\n|$)/i.exec(start);
  return found ? { delimiter: found[1] as string, length: found[0].length } : undefined;
}

/** The likeliest separator of the first records; a comma where the text has one column only. */
export function sniffDelimiter(start: string): Delimiter {
  const rated = delimiters.map((delimiter) => ({ delimiter, rating: rate(start, delimiter) }));
  const best = rated.reduce((winner, each) => (each.rating > winner.rating ? each : winner));
  return best.rating > 0 ? best.delimiter : ",";
}

/** How many columns, and how many of the records have just that many. */
function rate(start: string, delimiter: Delimiter): number {
  const widths: number[] = [];
  const scanner = csvScanner({ delimiter, quoted: true }, ({ cells }) => {
    if (cells.some((cell) => cell.trim() !== "")) widths.push(cells.length);
    return widths.length < 60;
  });
  scanner.write(start);
  const fault = scanner.end();
  // The last record may be cut off by the end of the sample.
  if (!fault && widths.length > 2) widths.pop();
  const width = mostFrequent(widths);
  if (width < 2) return 0;
  const even = widths.filter((each) => each === width).length / widths.length;
  return even * even * Math.log2(width + 1) * (fault ? 0.3 : 1);
}

function mostFrequent(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}
