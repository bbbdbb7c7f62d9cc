import { expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { effectsOfRevision, partsText } from "./change-words.ts";

const money = (cents: number) => `$${(cents / 100).toFixed(2)}`;
const quiet = { balanceBeforeCents: toCents(5000), balanceCents: toCents(5000), toCreditCents: toCents(0), creditUsedCents: toCents(0), wasSent: false };

test("INV-3 what changed in a line is said in words", () => {
  expect(partsText([])).toBe("");
  expect(partsText(["quantity"])).toBe("Quantity");
  expect(partsText(["quantity", "price"])).toBe("Quantity and price");
  expect(partsText(["what", "day", "tax"])).toBe("Words, day and tax");
});

test("INV-3 what an edit does to the money is said before it is done", () => {
  expect(effectsOfRevision(quiet, money)).toEqual(["$50.00 stays owed."]);
  expect(effectsOfRevision({ ...quiet, balanceCents: toCents(0), toCreditCents: toCents(1200), wasSent: true }, money)).toEqual([
    "$0.00 is owed then, $50.00 until now.",
    "$12.00 that was put on it becomes household credit.",
    "It was sent before: you are asked whether to send it again.",
  ]);
  expect(effectsOfRevision({ ...quiet, balanceCents: toCents(6000), creditUsedCents: toCents(300) }, money)).toContain("$3.00 of household credit is used on it.");
});
