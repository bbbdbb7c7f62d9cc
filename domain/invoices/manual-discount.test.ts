import { expect, test } from "vitest";
import type { AmountFacts } from "../billing/amount-facts.ts";
import { explain } from "../billing/explain.ts";
import { toDay } from "../calendar.ts";
import { addCents, toCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { priceLine, type NewLine } from "./lines.ts";
import { couponCutsOf, manualDiscountOf, withManualDiscount } from "./manual-discount.ts";
import type { ManualDiscount } from "./typed-line.ts";

const typed: NewLine = {
  kind: "service",
  patientId: null,
  membershipId: null,
  planVersionId: null,
  description: "Cleaning",
  serviceOn: toDay("2026-11-22"),
  fromOn: null,
  toOn: null,
  quantity: 2,
  unitCents: toCents(5000),
  taxRatePpm: 88_750,
  facts: { kind: "typed", quantity: 2, unitCents: toCents(5000) },
};
/** A line that a coupon has taken 10.00 off. */
const reduced: NewLine = {
  ...typed,
  discountCents: toCents(1000),
  facts: { kind: "reduced", listCents: toCents(10_000), of: typed.facts, steps: [{ what: "coupon", couponId: 7, code: "TEN", offCents: toCents(1000) }] },
};
const percent: ManualDiscount = { kind: "percent", basisPoints: 1250, reason: " Long wait " };

test("INV-1 a discount by hand takes off what plan and coupons have left, before tax", () => {
  const line = withManualDiscount(reduced, percent, 1);
  expect(line.discountCents).toBe(1000 + 1125);
  expect(priceLine(line)).toMatchObject({ netCents: 7875, taxCents: 699 });
  expect(line.facts).toMatchObject({ kind: "reduced", steps: [{ what: "coupon" }, { what: "manual", basisPoints: 1250, reason: "Long wait", offCents: 1125 }] });
});

test("INV-1 on a line that nothing has come off it is the only step, and the line explains itself", () => {
  const line = withManualDiscount(typed, { kind: "amount", cents: toCents(1), reason: "Cent" }, 1);
  expect(line.facts).toEqual({ kind: "reduced", listCents: 10_000, of: typed.facts, steps: [{ what: "manual", basisPoints: null, reason: "Cent", offCents: 1 }] });
  const explained = explain(line.facts, priceLine(line).netCents);
  expect(explained).toMatchObject({ rule: "INV-1", sentence: "2 at 50.00 each make 100.00. A discount given by hand takes off 0.01 (Cent). 99.99 is left." });
  expect(explain(withManualDiscount(typed, percent, 1).facts, toCents(8750)).steps).toContainEqual({ label: "Discount 12.5 %: Long wait", value: "− 12.50" });
});

test("INV-1 all of a line may come off, not more; the refusal names the line", () => {
  expect(priceLine(withManualDiscount(reduced, { kind: "amount", cents: toCents(9000), reason: "Gift" }, 1)).netCents).toBe(0);
  expect(priceLine(withManualDiscount(typed, { kind: "percent", basisPoints: 10_000, reason: "Gift" }, 1)).netCents).toBe(0);
  const work = () => withManualDiscount(reduced, { kind: "amount", cents: toCents(9001), reason: "Gift" }, 4);
  expect(work).toThrow(Refusal);
  expect(work).toThrow(expect.objectContaining({ code: "invoice_line_wrong", facts: { line: 4, what: "discount_too_much" } }) as Error);
});

test("INV-1 no discount, and one that comes to nothing, leave a line as it is", () => {
  expect(withManualDiscount(typed, null, 1)).toBe(typed);
  const free = { ...typed, unitCents: toCents(0) };
  expect(withManualDiscount(free, percent, 1)).toBe(free);
});

test("INV-3 the facts of a kept line tell its discount by hand and its coupons again", () => {
  const withBoth = withManualDiscount(reduced, percent, 1);
  expect(manualDiscountOf(withBoth.facts)).toEqual({ kind: "percent", basisPoints: 1250, reason: "Long wait" });
  expect(manualDiscountOf(withManualDiscount(typed, { kind: "amount", cents: toCents(5), reason: "x" }, 1).facts)).toEqual({ kind: "amount", cents: 5, reason: "x" });
  expect(manualDiscountOf(reduced.facts)).toBeNull();
  for (const facts of [{}, typed.facts, { kind: "reduced" }] as Partial<AmountFacts>[]) {
    expect(manualDiscountOf(facts)).toBeNull();
    expect([...couponCutsOf(facts)]).toEqual([]);
  }
  expect([...couponCutsOf(withBoth.facts)]).toEqual([[7, 1000]]);
  expect(addCents(...couponCutsOf(withBoth.facts).values())).toBe(1000);
});
