/** The words and choices of yearly statements on the screen (DOC-6). */
import { makeDay, monthOf, yearOf, type Day } from "#domain/calendar.ts";
import type { YearlyCandidate } from "#contract/yearly-statements.ts";

/** As far back as papers are usually asked for. */
const yearsBack = 10;

/** Years to choose from, the newest first. */
export function yearsToChoose(today: Day): number[] {
  return Array.from({ length: yearsBack }, (_, back) => yearOf(today) - back);
}

/** In the first quarter the year that has ended, which is when statements are made; later the one that runs. */
export function usualYear(today: Day): number {
  return monthOf(today) <= 3 ? yearOf(today) - 1 : yearOf(today);
}

export function isRunning(year: number, today: Day): boolean {
  return today < makeDay(year, 12, 31);
}

export type YearlyWhich = "all" | "not_made" | "not_printed" | "paper";
export const yearlyWhich: readonly { readonly value: YearlyWhich; readonly label: string }[] = [
  { value: "all", label: "Everybody" },
  { value: "not_made", label: "Not made yet" },
  { value: "not_printed", label: "Not printed yet" },
  { value: "paper", label: "Who gets paper" },
];

export function candidatesOf(rows: readonly YearlyCandidate[], which: YearlyWhich): YearlyCandidate[] {
  switch (which) {
    case "all":
      return [...rows];
    case "not_made":
      return rows.filter((row) => row.madeAt === null);
    case "not_printed":
      return rows.filter((row) => row.printedAt === null);
    case "paper":
      return rows.filter((row) => row.channel === "print");
  }
}

export function statementsInWords(count: number): string {
  return count === 1 ? "1 statement" : `${count} statements`;
}
