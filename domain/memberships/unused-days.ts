/** What days of a billed period are worth that will not be used (MEM-9, MEM-11, MEM-12). */
import { daysBetween, type Day } from "../calendar.ts";
import { prorate, type Cents } from "../money.ts";

export type BilledDays = {
  readonly from: Day;
  readonly to: Day;
  /** Where a full period was paid at the start, the day it pays up to: beyond the first draw (MEM-2). */
  readonly paidTo?: Day | null | undefined;
  readonly amountCents: Cents;
};

/** The first day that is not paid for. */
export function paidThrough(period: Pick<BilledDays, "to" | "paidTo">): Day {
  return period.paidTo ?? period.to;
}

/** What the days from `from` on of a billed period cost: its own amount, prorated once (F-2). */
export function unusedCents(period: BilledDays, from: Day): Cents {
  if (from <= period.from) return period.amountCents;
  const paidTo = paidThrough(period);
  return prorate(period.amountCents, daysBetween(from, paidTo), daysBetween(period.from, paidTo));
}
