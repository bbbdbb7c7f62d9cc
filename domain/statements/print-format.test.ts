import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { printAmount, printDay, printMoney, printPeriod } from "./print-format.ts";

const usd = { code: "USD", decimals: 2, symbol: "$" } as const;
const eur = { code: "EUR", decimals: 2, symbol: "€" } as const;
const jpy = { code: "JPY", decimals: 0, symbol: "¥" } as const;

test("F-1 amounts on paper carry the currency's decimals and the locale's separators", () => {
  expect(printAmount(toCents(123456), usd, "en-US")).toBe("1,234.56");
  expect(printMoney(toCents(123456), usd, "en-US")).toBe("$1,234.56");
  expect(printMoney(toCents(123456), eur, "de-DE")).toBe("1.234,56\u00A0€");
  expect(printMoney(toCents(1234), jpy, "en-US")).toBe("¥1,234");
  expect(printAmount(toCents(5), usd, "en-US")).toBe("0.05");
});

test("F-1 a negative amount has a real minus sign before the currency sign", () => {
  expect(printMoney(toCents(-2775), usd, "en-US")).toBe("\u2212$27.75");
  expect(printAmount(toCents(-2775), usd, "en-US")).toBe("\u221227.75");
});

test("F-1 the practice's own sign is printed, whatever the locale calls the currency", () => {
  expect(printMoney(toCents(100), { code: "CAD", decimals: 2, symbol: "$" }, "en-US")).toBe(
    "$1.00",
  );
});

test("F-1 every amount reads back as the same cents, also beyond what a float holds", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (cents) => {
      const printed = printAmount(toCents(cents), usd, "en-US")
        .replaceAll(",", "")
        .replace("\u2212", "-");
      expect(BigInt(printed.replace(".", ""))).toBe(BigInt(cents));
    }),
  );
});

test("F-6 days are written with the month's name, periods with their last day", () => {
  expect(printDay(toDay("2026-11-10"), "en-US")).toBe("Nov 10, 2026");
  expect(printPeriod(toDay("2026-10-31"), toDay("2026-11-29"), "en-US")).toBe(
    "Oct 31, 2026 \u2013 Nov 29, 2026",
  );
  expect(printDay(toDay("2026-02-28"), "es-ES")).toBe("28 feb 2026");
});
