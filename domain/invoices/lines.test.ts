import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type HouseholdId, type MembershipId } from "../identity.ts";
import { toCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { priceInvoice, priceLine, type NewLine } from "./lines.ts";
import { invoicePostings } from "./posting.ts";
import { refundTax } from "./refund-tax.ts";

function line(over: Partial<NewLine> = {}): NewLine {
  return {
    kind: "service",
    patientId: null,
    membershipId: null,
    planVersionId: null,
    description: "Cleaning",
    serviceOn: toDay("2026-11-22"),
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: toCents(9000),
    taxRatePpm: 0,
    facts: { kind: "typed", quantity: 1, unitCents: toCents(9000) },
    ...over,
  };
}

test("INV-1 tax on 90.00 at 8.875 % is 7.99", () => {
  expect(priceLine(line({ taxRatePpm: 88_750 }))).toMatchObject({ netCents: 9000, taxCents: 799 });
});

test("INV-1 half of it refunded gives 4.00 of the tax back, the rest 3.99", () => {
  const taxed = { netCents: toCents(9000), taxCents: toCents(799) };
  const first = refundTax({ ...taxed, refundedNetCents: toCents(0), refundedTaxCents: toCents(0) }, toCents(4500));
  const rest = refundTax({ ...taxed, refundedNetCents: toCents(4500), refundedTaxCents: first }, toCents(4500));
  expect([first, rest]).toEqual([400, 399]);
});

test("INV-1 any parts of a refund give exactly the line's tax back", () => {
  let net = 0;
  let tax = 0;
  for (const part of [1, 3333, 2999, 2667]) {
    tax += refundTax(
      { netCents: toCents(9000), taxCents: toCents(799), refundedNetCents: toCents(net), refundedTaxCents: toCents(tax) },
      toCents(part),
    );
    net += part;
  }
  expect([net, tax]).toEqual([9000, 799]);
});

test("INV-1 a refund beyond the line is our own mistake", () => {
  const taxed = { netCents: toCents(9000), taxCents: toCents(799) };
  expect(() =>
    refundTax({ ...taxed, refundedNetCents: toCents(8000), refundedTaxCents: toCents(710) }, toCents(1001)),
  ).toThrow("within the line");
});

test("INV-1 discounts come off before tax, and tax is rounded for each line by itself", () => {
  expect(priceLine(line({ discountCents: toCents(1000), taxRatePpm: 88_750 }))).toMatchObject({
    netCents: 8000,
    taxCents: 710,
  });
  const twice = priceInvoice([line({ unitCents: toCents(6), taxRatePpm: 88_750 }), line({ unitCents: toCents(6), taxRatePpm: 88_750 })]);
  // 6 cents at 8.875 % are 0.5325, so 1 each; both together would have been 1.065, so 1.
  expect(twice).toMatchObject({ netCents: 12, taxCents: 2, totalCents: 14 });
});

test("INV-1 an invoice adds its lines, and a discount line takes off", () => {
  const priced = priceInvoice([
    line({ quantity: 3, unitCents: toCents(2500) }),
    line({ kind: "discount", unitCents: toCents(-500), description: "Coupon" }),
  ]);
  expect(priced.totalCents).toBe(7000);
});

test("INV-1 discounts above the charges are refused, since that is a credit and not an invoice", () => {
  const over = [line({ unitCents: toCents(100) }), line({ kind: "discount", unitCents: toCents(-101) })];
  expect(() => priceInvoice(over)).toThrow(Refusal);
  expect(() => priceInvoice(over)).toThrow("invoice_negative");
});

test("INV-1 an invoice over nothing is allowed, one above ten million is refused", () => {
  expect(priceInvoice([line({ unitCents: toCents(0) })]).totalCents).toBe(0);
  expect(() => priceInvoice([line({ quantity: 11, unitCents: toCents(100_000_000) })])).toThrow("invoice_too_large");
});

test("F-10 an issued invoice credits dues as deferred, fees and services as revenue, tax as owed", () => {
  const householdId = asId<HouseholdId>(1);
  const priced = priceInvoice([
    line({ kind: "dues", membershipId: asId<MembershipId>(1), unitCents: toCents(3700) }),
    line({ kind: "stub", membershipId: asId<MembershipId>(2), unitCents: toCents(1910) }),
    line({ kind: "discount", membershipId: asId<MembershipId>(2), unitCents: toCents(-110) }),
    line({ kind: "activation", unitCents: toCents(2500) }),
    line({ kind: "fee", unitCents: toCents(300) }),
    line({ taxRatePpm: 88_750 }),
  ]);
  const postings = invoicePostings(priced, householdId);
  expect(Object.fromEntries(postings.map((p) => [p.account, p.amountCents]))).toEqual({
    receivable: 18_099,
    deferred_dues: -5500,
    revenue_activation: -2500,
    revenue_fees: -300,
    revenue_services: -9000,
    tax_payable: -799,
  });
  expect(postings.reduce((sum, p) => sum + p.amountCents, 0)).toBe(0);
});
