import fc from "fast-check";
import { expect, test } from "vitest";
import { toCents, type Cents } from "#domain/money.ts";
import {
  decimalText,
  formatMoney,
  largestTypedCents,
  plainMoneyStyle,
  readMoney,
} from "./money.ts";

const accepted: readonly [typed: string, cents: number][] = [
  ["12.5", 1250],
  ["$12.50", 1250],
  ["$ 12.50", 1250],
  ["12.50 USD", 1250],
  ["usd12", 1200],
  ["1,200", 120_000],
  ["1,234,567.89", 123_456_789],
  ["1 200.00", 120_000],
  [".75", 75],
  ["5.", 500],
  ["0", 0],
  ["-5", -500],
  ["−5.10", -510],
  ["-$5", -500],
  ["$-5", -500],
  ["5-", -500],
  ["(5.00)", -500],
  ["($1,200.00)", -120_000],
  ["12.50", 1250],
  ["000062.00", 6200],
  ["99,999,999.99", largestTypedCents],
];

for (const [typed, cents] of accepted) {
  test(`UI-8 a money field reads “${typed}” as ${cents} cents`, () => {
    expect(readMoney(typed)).toEqual({ kind: "money", cents });
  });
}

const refused: readonly [typed: string, words: string][] = [
  ["12,50", "12.50"],
  ["12,5", "12.5"],
  ["1,20,000", "not an amount"],
  ["1.2.3", "not an amount"],
  ["12.345", "two digits"],
  ["twelve", "not an amount"],
  ["$", "not an amount"],
  [".", "not an amount"],
  ["(-5)", "two minus signs"],
  ["1e5", "not an amount"],
  ["0x10", "not an amount"],
  ["Infinity", "not an amount"],
  ["100,000,000", "largest amount"],
  ["99999999999999999999", "largest amount"],
];

for (const [typed, words] of refused) {
  test(`UI-8 a money field asks again for “${typed}”`, () => {
    const answer = readMoney(typed);
    expect(answer.kind).toBe("unclear");
    expect(answer.kind === "unclear" && answer.sentence).toContain(words);
  });
}

test("UI-8 an empty money field is empty, not zero", () => {
  expect(readMoney("   ")).toEqual({ kind: "empty" });
});

test("F-1 whatever is shown in a field reads back as the same cents", () => {
  fc.assert(
    fc.property(fc.integer({ min: -largestTypedCents, max: largestTypedCents }), (value) => {
      const cents = toCents(value);
      expect(readMoney(decimalText(cents, 2))).toEqual({ kind: "money", cents });
      expect(readMoney(formatMoney(cents))).toEqual({ kind: "money", cents });
      expect(readMoney(formatMoney(cents, plainMoneyStyle, { withCurrency: true }))).toEqual({
        kind: "money",
        cents,
      });
    }),
  );
});

test("UI-8 money is grouped, has two decimals, and shows the currency when asked", () => {
  expect(formatMoney(123_456_789 as Cents)).toBe("1,234,567.89");
  expect(formatMoney(5 as Cents)).toBe("0.05");
  expect(formatMoney(6200 as Cents, plainMoneyStyle, { withCurrency: true })).toBe("$62.00");
});

test("UI-8 a negative amount has a minus or parentheses by the practice's setting", () => {
  expect(formatMoney(-6200 as Cents)).toBe("−62.00");
  expect(formatMoney(-6200 as Cents, { ...plainMoneyStyle, negative: "parentheses" })).toBe(
    "(62.00)",
  );
});

test("F-1 a currency without decimals has no cents to type or to show", () => {
  const yen = { locale: "en-US", currency: "JPY", digits: 0, negative: "minus" } as const;
  expect(formatMoney(6200 as Cents, yen)).toBe("6,200");
  expect(readMoney("6,200", yen)).toEqual({ kind: "money", cents: 6200 });
  expect(readMoney("6200.50", yen).kind).toBe("unclear");
});
