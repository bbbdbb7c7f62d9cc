/**
 * The journal as files that accounting programs take (INV-16, chapter 14): QuickBooks Desktop's IIF,
 * QuickBooks Online's journal CSV in files of at most 1,000 rows, and Xero's manual journals.
 */
import { csvAmount, csvLine } from "../exports/csv.ts";
import { dayOfMonthOf, monthOf, yearOf, type Day } from "../calendar.ts";
import type { JournalEntry } from "./journal.ts";

export const exportFormats = ["iif", "qbo", "xero"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How Xero's organisation writes days; its import goes by the region. */
export type DayOrder = "month-first" | "day-first";

export type JournalFile = { readonly fileName: string; readonly text: string };

/** Rows of one QuickBooks Online file, its header among them. */
export const mostQboRows = 1_000;

export type FileOptions = {
  /** First and last day, for the name. */
  readonly from: Day;
  readonly to: Day;
  readonly digits: 0 | 2;
  readonly dayOrder: DayOrder;
  /** Xero's tax rate on every line: the tax is in its own account already. */
  readonly taxRate: string;
};

export function journalFiles(entries: readonly JournalEntry[], format: ExportFormat, options: FileOptions): JournalFile[] {
  const name = `journal-${options.from}-${options.to}`;
  if (format === "iif") return [{ fileName: `${name}.iif`, text: iifText(entries, options.digits) }];
  if (format === "xero") return [{ fileName: `${name}-xero.csv`, text: xeroText(entries, options) }];
  const parts = qboParts(entries);
  return parts.map((part, at) => ({
    fileName: parts.length === 1 ? `${name}-quickbooks.csv` : `${name}-quickbooks-${at + 1}-of-${parts.length}.csv`,
    text: qboText(part, options.digits),
  }));
}

const lineEnd = "\r\n";

/** General journals: the first line is TRNS, the others SPL; debits positive; they sum to zero. */
function iifText(entries: readonly JournalEntry[], digits: 0 | 2): string {
  const fields = ["TRNSTYPE", "DATE", "ACCNT", "AMOUNT", "DOCNUM", "MEMO"];
  const head = [["!TRNS", ...fields], ["!SPL", ...fields], ["!ENDTRNS"]];
  const body = entries.flatMap(({ number, on, lines, memo }) => [
    ...lines.map(({ name, cents, memo: what }, at) => [
      at === 0 ? "TRNS" : "SPL",
      "GENERAL JOURNAL",
      iifDay(on),
      iifCell(name),
      csvAmount(cents, digits).decimal,
      number,
      iifCell(at === 0 ? `${memo}: ${what}` : what),
    ]),
    ["ENDTRNS"],
  ]);
  return [...head, ...body].map((cells) => cells.join("\t")).join(lineEnd) + lineEnd;
}

/** A tab or a line end would begin another field, a quote at the start would swallow them. */
function iifCell(text: string): string {
  return text.replaceAll(/[\t\r\n"]+/g, " ").trim();
}

/** MM/DD/YY, as Intuit's reference says. */
function iifDay(on: Day): string {
  return `${two(monthOf(on))}/${two(dayOfMonthOf(on))}/${two(yearOf(on) % 100)}`;
}

/** Files of whole entries: QuickBooks refuses a journal whose sides are not equal. */
function qboParts(entries: readonly JournalEntry[]): (readonly JournalEntry[])[] {
  const parts: JournalEntry[][] = [];
  let rows = mostQboRows;
  for (const entry of entries) {
    if (rows + entry.lines.length > mostQboRows) {
      parts.push([]);
      rows = 1;
    }
    parts.at(-1)?.push(entry);
    rows += entry.lines.length;
  }
  return parts.length === 0 ? [[]] : parts;
}

function qboText(entries: readonly JournalEntry[], digits: 0 | 2): string {
  const head = ["Journal No.", "Journal Date", "Account Name", "Description", "Debits", "Credits"];
  const body = entries.flatMap(({ number, on, lines }) =>
    lines.map(({ name, cents, memo }) => [
      number,
      `${two(monthOf(on))}/${two(dayOfMonthOf(on))}/${yearOf(on)}`,
      name,
      memo,
      cents > 0 ? csvAmount(cents, digits) : null,
      cents < 0 ? csvAmount(-cents, digits) : null,
    ]),
  );
  return [head, ...body].map(csvLine).join(lineEnd) + lineEnd;
}

/** Debits positive, credits negative; lines of one narration and day are one journal. */
function xeroText(entries: readonly JournalEntry[], { digits, dayOrder, taxRate }: FileOptions): string {
  const head = ["*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"];
  const body = entries.flatMap(({ number, on, lines }) =>
    lines.map(({ number: code, cents, memo }) => [number, xeroDay(on, dayOrder), memo, code, taxRate, csvAmount(cents, digits)]),
  );
  return [head, ...body].map(csvLine).join(lineEnd) + lineEnd;
}

function xeroDay(on: Day, order: DayOrder): string {
  const [month, day] = [two(monthOf(on)), two(dayOfMonthOf(on))];
  return order === "month-first" ? `${month}/${day}/${yearOf(on)}` : `${day}/${month}/${yearOf(on)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
