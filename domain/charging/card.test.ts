import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { cardWords, dueExpiryNotice, goodThrough, isExpired, requireCardDetails, type CardDetails } from "./card.ts";

const card: CardDetails = {
  token: "pm_1NqP8sLkdIwHu7ix",
  brand: "visa",
  last4: "4242",
  expiresMonth: 2,
  expiresYear: 2028,
  funding: "credit",
};

test("BIL-16 a card is good through the last day of its month", () => {
  expect(goodThrough(card)).toBe("2028-02-29");
  expect(isExpired(card, toDay("2028-02-29"))).toBe(false);
  expect(isExpired(card, toDay("2028-03-01"))).toBe(true);
});

test.each([
  ["2028-01-29", null],
  ["2028-01-30", 30],
  ["2028-02-21", 30],
  ["2028-02-22", 7],
  ["2028-02-29", 7],
  ["2028-03-01", null],
] as const)("BIL-16 on %s the notice that has come is %s", (today, days) => {
  expect(dueExpiryNotice(card, toDay(today))).toBe(days);
});

test.each([
  "4242424242424242",
  "4242 4242 4242 4242",
  "4242-4242-4242-4242",
  "pm_4111111111111111_x",
  "378282246310005",
])("BIL-7 control 54 %s is a card number and is never taken as a token", (token) => {
  expect(() => requireCardDetails({ ...card, token }, toDay("2026-12-01"))).toThrow("card_number_refused");
});

test("BIL-7 a token of the processor is taken, an expired card is not", () => {
  expect(() => requireCardDetails(card, toDay("2026-12-01"))).not.toThrow();
  expect(() => requireCardDetails({ ...card, brand: "visa 4242424242424242" }, toDay("2026-12-01"))).toThrow("card_number_refused");
  expect(() => requireCardDetails(card, toDay("2028-03-01"))).toThrow("card_expired");
});

test("BIL-7 a card is called by its brand and its last four", () => {
  expect(cardWords(card)).toBe("Visa 4242");
});
