/** What days of a billed period are worth that will not be used (MEM-9, MEM-11, MEM-12). */
import { daysBetween, type Day, type DayRange } from "../calendar.ts";
import { prorate, toCents, type Cents } from "../money.ts";

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

/**
 * What days are worth that an activation or reactivation fee has paid for (MEM-3, MEM-12): their share
 * of a month's dues, never more than the fee. `covered` is the whole month that the fee pays for.
 */
export function coveredCents(
  days: DayRange,
  covered: DayRange,
  of: { readonly priceCents: Cents; readonly periodMonths: number; readonly feeCents: Cents },
): Cents {
  const monthCents = prorate(of.priceCents, 1, of.periodMonths);
  const worth = toCents(Math.min(monthCents, of.feeCents));
  return prorate(worth, daysBetween(days.from, days.to), daysBetween(covered.from, covered.to));
}

/** What the days from `from` on of a billed period cost: its own amount, prorated once (F-2). */
export function unusedCents(period: BilledDays, from: Day): Cents {
  if (from <= period.from) return period.amountCents;
  const paidTo = paidThrough(period);
  return prorate(period.amountCents, daysBetween(from, paidTo), daysBetween(period.from, paidTo));
}
