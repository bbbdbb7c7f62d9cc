/**
 * Which of day and month comes first in a file, judged by whole columns (PPL-17): one 13 in the
 * first place proves D/M/Y, one in the second place M/D/Y. What proves nothing is asked, not guessed.
 */
import type { DateOrder } from "../people/birth-date.ts";

/** Counts over all dates of a file that were written with the year last. */
export type DateEvidence = {
  /** Dates whose meaning depends on the order. */
  yearLast: number;
  /** First number over 12: cannot be a month. */
  firstOver12: number;
  /** Second number over 12. */
  secondOver12: number;
  /** Year first, or eight digits that start with a year. */
  yearFirst: number;
  /** Non-blank cells that are neither. */
  other: number;
};

export type DateOrderFinding =
  /** No date needs an order: all are written year first, or with the month's name. */
  | "not_needed"
  | "mdy"
  | "dmy"
  /** Every date could be read both ways. */
  | "unproved"
  /** Some dates prove one order and some the other. */
  | "mixed";

export function noDateEvidence(): DateEvidence {
  return { yearLast: 0, firstOver12: 0, secondOver12: 0, yearFirst: 0, other: 0 };
}

const yearLast = /^\s*(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(?:\d{2}|\d{4})(?:[T ].*)?\s*$/;
const yearFirst = /^\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:18|19|20|21)\d{6})(?:[T ].*)?\s*$/;
const eightDigits = /^\s*(\d{2})(\d{2})\d{4}\s*$/;

/** Takes one cell of a date column into account. */
export function weighDate(evidence: DateEvidence, cell: string): void {
  if (cell.length > 40 || cell.trim() === "") return;
  if (yearFirst.test(cell)) {
    evidence.yearFirst += 1;
    return;
  }
  const parts = yearLast.exec(cell) ?? eightDigits.exec(cell);
  if (!parts) {
    evidence.other += 1;
    return;
  }
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  evidence.yearLast += 1;
  // 13/13/1984 is no date in either order and proves nothing.
  if (first > 12 && second <= 12 && first <= 31) evidence.firstOver12 += 1;
  if (second > 12 && first <= 12 && second <= 31) evidence.secondOver12 += 1;
}

/**
 * What the evidence proves. A few contrary dates among many are slips of typing, not another order:
 * up to one in fifty, those rows are then reported as impossible dates.
 */
export function judgeDateOrder(evidence: DateEvidence): DateOrderFinding {
  const { yearLast: dates, firstOver12, secondOver12 } = evidence;
  if (dates === 0) return "not_needed";
  if (firstOver12 === 0 && secondOver12 === 0) return "unproved";
  if (firstOver12 * 50 <= secondOver12) return "mdy";
  if (secondOver12 * 50 <= firstOver12) return "dmy";
  return "mixed";
}

/** The order a finding allows to use without asking. */
export function provedOrder(finding: DateOrderFinding): DateOrder | null {
  if (finding === "mdy" || finding === "dmy") return finding;
  return null;
}
