/**
 * The ceiling of a day's automatic charging (control 49): 150 % of what the busiest day of each of
 * the last months was on average. Draw days cluster, so an ordinary day says nothing about the
 * first of a month; the busiest days do. Above the ceiling nothing is charged until a person says so.
 */
import type { Day } from "../calendar.ts";
import { divideRounded } from "../money.ts";

export type ChargingDay = { readonly on: Day; readonly count: number; readonly cents: number };
export type Ceiling = { readonly count: number; readonly cents: number };

/** How far back the mean looks, in days. */
export const ceilingLooksBackDays = 92;

/** A young practice has no mean; up to this nobody needs to be asked. */
const floor: Ceiling = { count: 40, cents: 400_000 };

export function ceilingOf(history: readonly ChargingDay[]): Ceiling {
  const peaks = new Map<string, { count: number; cents: number }>();
  for (const { on, count, cents } of history) {
    const month = on.slice(0, 7);
    const peak = peaks.get(month) ?? { count: 0, cents: 0 };
    peaks.set(month, { count: Math.max(peak.count, count), cents: Math.max(peak.cents, cents) });
  }
  const months = [...peaks.values()];
  return {
    count: Math.max(floor.count, raised(months.map((peak) => peak.count))),
    cents: Math.max(floor.cents, raised(months.map((peak) => peak.cents))),
  };
}

/** 150 % of the mean, rounded once (F-2). */
function raised(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sum = values.reduce((total, value) => total + value, 0);
  return Number(divideRounded(BigInt(sum) * 3n, BigInt(values.length) * 2n));
}

export function isAbove(planned: Ceiling, ceiling: Ceiling): boolean {
  return planned.count > ceiling.count || planned.cents > ceiling.cents;
}
