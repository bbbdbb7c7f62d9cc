import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addCents, percentOf, prorate, scale, splitCents, splitEvenly, taxOn, toCents } from "./money.ts";

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(toCents);

test("F-1 an amount that is not a whole number of cents is a programmer error", () => {
  expect(() => toCents(10.5)).toThrow("not an integer");
  expect(() => toCents(Number.NaN)).toThrow("not an integer");
  expect(Object.is(toCents(-0), 0)).toBe(true);
});

describe("F-2 multiply first, divide once, round once, half away from zero", () => {
  test.each([
    [3700, 16, 31, 1910],
    [1995, 1, 30, 67],
    [3700, 15, 30, 1850],
    [42500, 6, 12, 21250],
    [-3700, 16, 31, -1910],
    [5, 1, 2, 3],
    [-5, 1, 2, -3],
    [0, 3, 7, 0],
    [100, 0, 30, 0],
    [100, 30, 30, 100],
  ])("F-2 prorate(%i, %i, %i) = %i", (amount, used, total, expected) => {
    expect(prorate(toCents(amount), used, total)).toBe(expected);
  });

  test("F-2 a share equals the exact formula of the rule for any amount and any days", () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 3660 }), fc.nat(3660), (amount, total, part) => {
        const used = part % (total + 1);
        const size = BigInt(Math.abs(amount));
        const exact = (2n * size * BigInt(used) + BigInt(total)) / (2n * BigInt(total));
        expect(prorate(amount, used, total)).toBe(Number(exact) * Math.sign(amount) + 0);
      }),
    );
  });

  test("F-2 a share never exceeds the price and the two shares of a day never lose more than a cent", () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 366 }), fc.nat(366), (amount, total, part) => {
        const used = part % (total + 1);
        const share = prorate(amount, used, total);
        expect(Math.abs(share)).toBeLessThanOrEqual(Math.abs(amount));
        expect(Math.abs(share + prorate(amount, total - used, total) - amount)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("F-2 more days than the period has are a programmer error", () => {
    expect(() => prorate(toCents(100), 31, 30)).toThrow("Broken invariant");
  });

  test("F-2 six months of a quarterly price are two of them, half of an annual price is its half", () => {
    expect(scale(toCents(9900), 6, 3)).toBe(19800);
    expect(scale(toCents(42500), 6, 12)).toBe(21250);
  });
});

test("F-1 tax rates are parts per million and percentages basis points, each rounded once", () => {
  expect(taxOn(toCents(9000), 88_750)).toBe(799);
  expect(percentOf(toCents(1999), 1_500)).toBe(300);
});

describe("F-3 splitting keeps the sum, ties to the earliest line", () => {
  test("F-3 100000 over seven equal parts is 14286 five times and 14285 twice", () => {
    expect(splitEvenly(toCents(100_000), 7)).toEqual([14286, 14286, 14286, 14286, 14286, 14285, 14285]);
  });

  test("F-3 100000 over three is 33334, 33333, 33333", () => {
    expect(splitEvenly(toCents(100_000), 3)).toEqual([33334, 33333, 33333]);
  });

  test("F-3 parts sum to the whole and lie within a cent of their exact share", () => {
    fc.assert(
      fc.property(
        cents,
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 }).filter((w) => w.some((x) => x > 0)),
        (amount, weights) => {
          const parts = splitCents(amount, weights);
          expect(addCents(...parts)).toBe(amount);
          const total = weights.reduce((a, b) => a + b, 0);
          parts.forEach((part, index) => {
            expect(Math.abs(part - (amount * (weights[index] ?? 0)) / total)).toBeLessThan(1 + 1e-6);
          });
        },
      ),
    );
  });
});
