import { expect, test } from "vitest";
import { addTo, blockOf, closingOf, noSums } from "./blocks.ts";
import { denominations, sumOfPieces } from "./denominations.ts";

test("INV-12 a drawer is counted by bills and coins: 1×100 3×20 4×1 7×0.25 3×0.01 are 165.78", () => {
  expect(sumOfPieces({ "10000": 1, "2000": 3, "100": 4, "25": 7, "1": 3 })).toBe(16_578);
  expect(sumOfPieces({})).toBe(0);
});

test("INV-12 one of each bill and coin is 188.91, and what is no bill or coin counts nothing", () => {
  expect(sumOfPieces(Object.fromEntries(denominations.map(({ cents }) => [String(cents), 1])))).toBe(18_891);
  expect(sumOfPieces({ "300": 9 })).toBe(0);
});

test.each([
  ["invoice_issued", "charges"],
  ["invoice_revised", "charges"],
  ["payment_received", "payments"],
  ["payment_reversed", "payments"],
  ["credit_applied", "payments"],
  ["invoice_voided", "adjustments"],
  ["written_off", "adjustments"],
  ["refunded", "adjustments"],
  ["something_new", "adjustments"],
] as const)("INV-12 on the day sheet %s stands under %s", (kind, block) => {
  expect(blockOf(kind)).toBe(block);
});

test("INV-12 payments lower the balance, charges raise it, adjustments do either", () => {
  const sums = addTo(addTo(addTo(noSums, "charges", 5000), "payments", -3000), "adjustments", -500);
  expect(closingOf(1000, sums)).toBe(2500);
});
