import fc from "fast-check";
import { expect, test } from "vitest";
import { addCents, toCents } from "../money.ts";
import { paidLines } from "./receipt-lines.ts";

const line = (net: number, tax = 0) => ({ netCents: toCents(net), taxCents: toCents(tax) });

test("DOC-7 an invoice paid whole is on the receipt line by line, as it was billed", () => {
  expect(paidLines([line(3700), line(9000, 799), line(-500)], toCents(12_999))).toEqual([
    { amountCents: 3700, taxCents: 0 },
    { amountCents: 9000, taxCents: 799 },
    { amountCents: -500, taxCents: 0 },
  ]);
});

test("DOC-7 half of it is half of every line", () => {
  expect(paidLines([line(3700), line(2500)], toCents(3100))).toEqual([
    { amountCents: 1850, taxCents: 0 },
    { amountCents: 1250, taxCents: 0 },
  ]);
});

test("DOC-7 whatever part is paid, the lines and their tax make exactly that part", () => {
  const lines = fc
    .array(fc.record({ net: fc.integer({ min: -2000, max: 90_000 }), tax: fc.integer({ min: 0, max: 900 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((all) => all.map(({ net, tax }) => line(net, net > 0 ? tax : 0)))
    .filter((all) => all.reduce((sum, one) => sum + one.netCents + one.taxCents, 0) > 0);
  fc.assert(
    fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const total = addCents(...all.map((one) => one.netCents + one.taxCents));
      const paid = toCents(Math.max(1, Math.floor(total * share)));
      const parts = paidLines(all, paid);
      expect(addCents(...parts.map((part) => part.amountCents + part.taxCents))).toBe(paid);
    }),
  );
});
