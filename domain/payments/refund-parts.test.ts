import fc from "fast-check";
import { expect, test } from "vitest";
import type { Account } from "../ledger/accounts.ts";
import { toCents } from "../money.ts";
import { refundParts, type StandingOn } from "./refund-parts.ts";

const on = (account: Account, cents: number): StandingOn => ({ account, leftCents: toCents(cents) });
const none = { cents: toCents(0), taxCents: toCents(0) };

test("INV-1 INV-9 tax of 7.99 on 90.00: 49.00 of it gives 4.00 of tax back, the other 48.99 gives 3.99", () => {
  expect(refundParts(toCents(4900), [on("revenue_services", 9000), on("tax_payable", 799)], none)).toEqual([
    { account: "revenue_services", cents: 4500 },
    { account: "tax_payable", cents: 400 },
  ]);
  const rest = [on("revenue_services", 4500), on("tax_payable", 399)];
  expect(refundParts(toCents(4899), rest, { cents: toCents(4900), taxCents: toCents(400) })).toEqual([
    { account: "revenue_services", cents: 4500 },
    { account: "tax_payable", cents: 399 },
  ]);
});

test("INV-9 a refund takes from each account by what stands on it, also where a discount stands against another", () => {
  expect(refundParts(toCents(50), [on("revenue_fees", 75), on("revenue_services", 25)], none)).toEqual([
    { account: "revenue_fees", cents: 38 },
    { account: "revenue_services", cents: 12 },
  ]);
  expect(refundParts(toCents(40), [on("revenue_fees", 50), on("revenue_services", -10)], none)).toEqual([
    { account: "revenue_fees", cents: 50 },
    { account: "revenue_services", cents: -10 },
  ]);
  expect(() => refundParts(toCents(101), [on("revenue_fees", 100)], none)).toThrow(/stands on the invoice/u);
  expect(() => refundParts(toCents(0), [on("revenue_fees", 100)], none)).toThrow(/stands on the invoice/u);
});

test("INV-9 refunds in any parts end exactly at nothing, and none takes more than stands on an account", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50_000 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 9_000 }),
      fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 8 }),
      (services, fees, tax, asked) => {
        let standing = [on("revenue_services", services), on("revenue_fees", fees), on("tax_payable", tax)];
        let before = none;
        const total = services + fees + tax;
        for (const want of [...asked, total]) {
          const left = standing.reduce((sum, one) => sum + one.leftCents, 0);
          const cents = toCents(Math.min(want, left));
          if (cents === 0) continue;
          const parts = refundParts(cents, standing, before);
          expect(parts.reduce((sum, part) => sum + part.cents, 0)).toBe(cents);
          const of = (account: Account): number => parts.find((part) => part.account === account)?.cents ?? 0;
          standing = standing.map((one) => ({ ...one, leftCents: toCents(one.leftCents - of(one.account)) }));
          expect(standing.every((one) => one.leftCents >= 0)).toBe(true);
          before = { cents: toCents(before.cents + cents), taxCents: toCents(before.taxCents + of("tax_payable")) };
        }
        expect(standing.map((one) => one.leftCents)).toEqual([0, 0, 0]);
      },
    ),
  );
});
