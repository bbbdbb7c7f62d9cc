/** When an invoice is due (INV-3): on receipt, or so many days after its own day. */
import { addDays, type Day } from "../calendar.ts";
import { invariant } from "../invariant.ts";

/** The terms a person picks from; any other number of days is "custom". */
export const termsOptions = [0, 7, 15, 30] as const;

export function dueDay(invoicedOn: Day, termsDays: number): Day {
  invariant(Number.isSafeInteger(termsDays) && termsDays >= 0, "terms in whole days");
  return termsDays === 0 ? invoicedOn : addDays(invoicedOn, termsDays);
}

export function termsWord(termsDays: number): string {
  return termsDays === 0 ? "On receipt" : `Net ${termsDays}`;
}
