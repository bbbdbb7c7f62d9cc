import { expect, test } from "vitest";
import { toCents } from "../money.ts";
import { explainLine, percentText } from "./explain-line.ts";

const line = {
  explain: JSON.stringify({ kind: "typed", quantity: 2, unitCents: 4500 }),
  quantity: 2,
  unitCents: toCents(4500),
  netCents: toCents(9000),
  taxRatePpm: 88_750,
  taxCents: toCents(799),
};

test("MEM-20 a line explains its price and its tax", () => {
  const { rule, steps } = explainLine(line, 2);
  expect(rule).toBe("INV-1");
  expect(steps.at(-2)).toEqual({ label: "Tax 8.875 %", value: "90.00 × 8.875 % = 7.99" });
  expect(steps.at(-1)).toEqual({ label: "With tax", value: "97.99" });
});

test("MEM-20 a line without tax says nothing of tax, one without facts explains itself by its numbers", () => {
  const bare = explainLine({ ...line, explain: "{}", taxCents: toCents(0), taxRatePpm: 0 }, 2);
  expect(bare.sentence).toBe("2 at 45.00 each make 90.00.");
  expect(bare.steps.some((step) => step.label.startsWith("Tax"))).toBe(false);
});

test.each([
  [88_750, "8.875 %"],
  [100_000, "10 %"],
  [62_500, "6.25 %"],
  [500, "0.05 %"],
])("F-1 a rate of %i parts per million is said as %s", (ppm, text) => {
  expect(percentText(ppm)).toBe(text);
});
