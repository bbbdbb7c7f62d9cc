/** When an invoice is due (INV-3): on receipt, or so many days after its own day. */
import { addDays, type Day } from "../calendar.ts";
import { invariant } from "../invariant.ts";

/** The terms a person picks from; any other number of days is "custom". */
export const termsOptions = [0, 7, 15, 30] as const;

/** Longer terms are a payment plan (INV-6), not terms. */
export const longestTermsDays = 365;

export function dueDay(invoicedOn: Day, termsDays: number): Day {
  invariant(Number.isSafeInteger(termsDays) && termsDays >= 0, "terms in whole days");
  return termsDays === 0 ? invoicedOn : addDays(invoicedOn, termsDays);
}

export function termsWord(termsDays: number): string {
  return termsDays === 0 ? "On receipt" : `Net ${termsDays}`;
}

/** Whether the days are one of those a person picks from. */
export function isUsualTerms(termsDays: number): boolean {
  return termsOptions.some((days) => days === termsDays);
}
