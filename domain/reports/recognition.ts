/**
 * When dues are earned (INV-15): by the day, with cumulative rounding. What is earned by a day is the
 * price's share of the days so far, rounded once, so the parts of any months sum to the price exactly.
 */
import { addDays, addMonths, daysBetween, makeDay, monthOf, yearOf, type Day, type DayRange } from "../calendar.ts";
import { prorate, toCents, zeroCents, type Cents } from "../money.ts";

export type PaidDays = DayRange & { readonly cents: Cents };

/** What is earned at the end of a day, that day included. */
export function earnedBy({ from, to, cents }: PaidDays, on: Day): Cents {
  const next = addDays(on, 1);
  if (next <= from) return zeroCents;
  if (next >= to) return cents;
  return prorate(cents, daysBetween(from, next), daysBetween(from, to));
}

/** What is still owed in days at the end of a day. */
export function deferredAt(days: PaidDays, on: Day): Cents {
  return toCents(days.cents - earnedBy(days, on));
}

/** What is earned in a range of days, both included. */
export function earnedIn(days: PaidDays, first: Day, last: Day): Cents {
  return toCents(earnedBy(days, last) - earnedBy(days, addDays(first, -1)));
}

export type MonthShare = { readonly monthOn: Day; readonly lastOn: Day; readonly cents: number };

/** Month by month what will be earned after a day, until nothing is left; the first may be the rest of a month. */
export function scheduleAfter(all: readonly PaidDays[], on: Day): MonthShare[] {
  const last = all.reduce<Day>((latest, { to }) => (addDays(to, -1) > latest ? addDays(to, -1) : latest), on);
  const months: MonthShare[] = [];
  for (let first = addDays(on, 1); first <= last; ) {
    const monthOn = makeDay(yearOf(first), monthOf(first), 1);
    const lastOn = addDays(addMonths(monthOn, 1), -1);
    const cents = all.reduce((sum, days) => sum + earnedIn(days, first, lastOn), 0);
    months.push({ monthOn, lastOn, cents });
    first = addDays(lastOn, 1);
  }
  return months;
}
