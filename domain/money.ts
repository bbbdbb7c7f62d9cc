/**
 * Money is integer minor units everywhere (F-1). Every division happens once, after all
 * multiplication, and rounds once, half away from zero (F-2); splitting keeps the sum (F-3).
 */
import { invariant } from "./invariant.ts";

declare const cents: unique symbol;
/** An integer number of minor units of the practice's currency; may be negative. */
export type Cents = number & { readonly [cents]: true };

export const zeroCents = 0 as Cents;

/** Brands an integer as cents; a fraction or an unsafe integer is a programmer error. */
export function toCents(value: number): Cents {
  invariant(Number.isSafeInteger(value), `${value} is not an integer number of cents`);
  return (value === 0 ? 0 : value) as Cents;
}

export function addCents(...amounts: readonly number[]): Cents {
  return toCents(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** `numerator / denominator` rounded once, half away from zero, exactly (F-2). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, "division by a positive number");
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return negative ? -rounded : rounded;
}

/**
 * The share `used / total` of an amount, for days, months or periods (F-2).
 * `used` and `total` are whole and `0 ≤ used ≤ total`, so that a share never exceeds the price.
 */
export function prorate(amount: Cents, used: number, total: number): Cents {
  invariant(Number.isSafeInteger(used) && Number.isSafeInteger(total), "whole units to prorate");
  invariant(total > 0 && used >= 0 && used <= total, `0 ≤ ${used} ≤ ${total}`);
  return toCents(Number(divideRounded(BigInt(amount) * BigInt(used), BigInt(total))));
}

/** A price for a number of periods that may exceed one, such as six months of a quarterly price (MEM-14). */
export function scale(amount: Cents, numerator: number, denominator: number): Cents {
  invariant(denominator > 0 && numerator >= 0, "a positive ratio");
  return toCents(Number(divideRounded(BigInt(amount) * BigInt(numerator), BigInt(denominator))));
}

/** Percentage in basis points (10,000 = 100 %), rounded once (F-1, F-2). */
export function percentOf(amount: Cents, basisPoints: number): Cents {
  return toCents(Number(divideRounded(BigInt(amount) * BigInt(basisPoints), 10_000n)));
}

/** Tax at a rate in parts per million, rounded once per line (F-1, INV-1). */
export function taxOn(amount: Cents, ratePpm: number): Cents {
  return toCents(Number(divideRounded(BigInt(amount) * BigInt(ratePpm), 1_000_000n)));
}

/**
 * Splits an amount over weights by largest remainder, ties to the earliest line, so that the
 * parts always sum to the whole (F-3). Weights are whole and not all zero.
 */
export function splitCents(amount: Cents, weights: readonly number[]): Cents[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  invariant(total > 0n, "at least one positive weight");
  invariant(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    "whole weights",
  );
  const sign = amount < 0 ? -1n : 1n;
  const size = BigInt(amount) * sign;
  const shares = weights.map((weight, index) => {
    const exact = size * BigInt(weight);
    return { index, whole: exact / total, remainder: exact % total };
  });
  let left = size - shares.reduce((sum, share) => sum + share.whole, 0n);
  const byRemainder = shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.index - b.index,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.whole += 1n;
    left -= 1n;
  }
  return shares.map((share) => toCents(Number(share.whole * sign)));
}

/** Equal parts: 100000 / 7 is 14286 five times and 14285 twice (F-3). */
export function splitEvenly(amount: Cents, parts: number): Cents[] {
  return splitCents(amount, Array.from({ length: parts }, () => 1));
}
