import { expect, test } from "vitest";
import { currencyDigits } from "./currency.ts";

test.each([
  ["USD", 2],
  ["EUR", 2],
  ["JPY", 0],
  ["KRW", 0],
  ["KWD", undefined],
  ["usd", undefined],
  ["XYZ", undefined],
  ["", undefined],
])("F-1 %s has %s decimals", (currency, digits) => {
  expect(currencyDigits(currency)).toBe(digits);
});
