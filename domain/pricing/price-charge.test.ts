import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain } from "../billing/explain.ts";
import { addDays, toDay, type PeriodMonths } from "../calendar.ts";
import { prorate, toCents } from "../money.ts";
import type { CouponTerms, HeldCoupon } from "./coupon.ts";
import type { HouseholdPricing } from "./household-pricing.ts";
import { offOf, priceCharge, type ChargeItem, type ChargeMember } from "./price-charge.ts";

const start = toDay("2026-01-05");
const member = (membershipId: number, over: Partial<ChargeMember> = {}): ChargeMember => ({
  membershipId,
  planId: 1,
  startOn: start,
  months: 1,
  priceCents: toCents(3700),
  ...over,
});
const tenPercent: HouseholdPricing = {
  kind: "nth_member",
  steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }],
};
const item = (membershipId: number, cents: number, over: Partial<ChargeItem> = {}): ChargeItem => ({
  key: `m${membershipId}`,
  kind: "dues",
  membershipId,
  planId: 1,
  cents: toCents(cents),
  pricing: tenPercent,
  priceCents: toCents(3700),
  stub: null,
  ...over,
});
const coupon = (id: number, over: Partial<CouponTerms> = {}): HeldCoupon => ({
  id,
  appliedOn: start,
  chargesUsed: 0,
  terms: {
    code: `C${id}`,
    off: { kind: "percent", basisPoints: 5000 },
    charges: null,
    scope: { kind: "dues" },
    planIds: [],
    redeemBy: null,
    maxUses: null,
    oncePerHousehold: true,
    ...over,
  },
});
const net = (items: readonly ChargeItem[], members: readonly ChargeMember[], coupons: readonly HeldCoupon[] = []) =>
  priceCharge(items, members, coupons).map(({ netCents }) => netCents);

describe("MEM-6 household pricing comes first, then coupons", () => {
  test("MEM-6 the second member pays 33.30 for 37.00, and half of that with a coupon of 50 %", () => {
    const [first, second] = priceCharge([item(1, 3700), item(2, 3700)], [member(1), member(2)], [coupon(9)]);
    expect(first?.steps).toEqual([{ what: "coupon", couponId: 9, code: "C9", offCents: 1850 }]);
    expect(second?.steps).toEqual([
      { what: "household_pricing", nth: 2, offCents: 370 },
      { what: "coupon", couponId: 9, code: "C9", offCents: 1665 },
    ]);
    expect(second?.netCents).toBe(1665);
  });

  test("MEM-6 a fixed coupon is spread over the lowered lines in their order, and the rest of it is lost", () => {
    const fixed = coupon(9, { off: { kind: "amount", cents: toCents(5000) }, charges: 1 });
    expect(net([item(1, 3700), item(2, 3700)], [member(1), member(2)], [fixed])).toEqual([0, 2030]);
    const larger = coupon(9, { off: { kind: "amount", cents: toCents(50_000) }, charges: 1 });
    expect(net([item(1, 3700), item(2, 3700)], [member(1), member(2)], [larger])).toEqual([0, 0]);
  });
});

describe("PPL-12 what household pricing counts", () => {
  test("PPL-12 a member who is not on this draw still holds the first place", () => {
    expect(net([item(2, 3700)], [member(1, { months: 12, priceCents: toCents(42_500) }), member(2)])).toEqual([3330]);
    expect(net([item(2, 3700)], [member(2)])).toEqual([3700]);
  });

  test("PPL-12 members of another plan have no place in this one's order", () => {
    expect(net([item(2, 3700)], [member(1, { planId: 2 }), member(2)])).toEqual([3700]);
  });

  test("PPL-12 fees are never lowered by household pricing", () => {
    expect(net([item(2, 9900, { kind: "activation" })], [member(1), member(2)])).toEqual([9900]);
  });

  test("PPL-12 a stub costs its share of the lowered price: 16/31 of 33.30 is 17.19", () => {
    const stub = item(2, 1910, { stub: { usedDays: 16, totalDays: 31 } });
    expect(net([stub], [member(1), member(2)])).toEqual([1719]);
  });

  test("PPL-12 the first draw after a period paid at once loses the whole reduction, the days paid twice having come off already", () => {
    expect(net([item(2, 2700)], [member(1), member(2)])).toEqual([2330]);
    // Less than the reduction is left: nothing goes below nothing.
    expect(net([item(2, 100)], [member(1), member(2)])).toEqual([0]);
  });

  test("PPL-12 a family price of 60.00 for two and 10.00 for each further one", () => {
    const pricing: HouseholdPricing = {
      kind: "cap",
      people: 2,
      prices: [{ months: 1, capCents: toCents(6000), extraCents: toCents(1000) }],
    };
    const three = [member(1), member(2), member(3)];
    expect(net(three.map(({ membershipId }) => item(membershipId, 3700, { pricing })), three)).toEqual([3700, 2300, 1000]);
  });
});

describe("MEM-20 a lowered line explains itself", () => {
  const of = { kind: "full_period" as const, priceCents: toCents(3700), months: 1, fromOn: start, toOn: toDay("2026-02-05") };
  const household = { what: "household_pricing" as const, nth: 2, offCents: toCents(370) };
  const spring = { what: "coupon" as const, couponId: 9, code: "SPRING", offCents: toCents(1000) };

  test("PPL-14 the coupon is a step of its own after the household's, and the amount is what is left", () => {
    const told = explain({ kind: "reduced", listCents: toCents(3700), of, steps: [household, spring] }, toCents(2330));
    expect(told.rule).toBe("MEM-6");
    expect(told.sentence).toBe(
      "The month from 5 Jan – 4 Feb 2026 costs 37.00. As the 2nd member of the household 3.70 less. Coupon SPRING takes off 10.00. 23.30 is left.",
    );
    expect(told.steps.slice(-4)).toEqual([
      { label: "Before", value: "37.00" },
      { label: "Household pricing, 2nd member", value: "− 3.70" },
      { label: "Coupon SPRING", value: "− 10.00" },
      { label: "Amount", value: "23.30" },
    ]);
    expect(told.steps.filter(({ label }) => label === "Amount")).toHaveLength(1);
  });

  test("PPL-12 alone it is the household's rule, and a coupon alone is the coupon's", () => {
    const rule = (steps: readonly (typeof household | typeof spring)[]) =>
      explain({ kind: "reduced", listCents: toCents(3700), of, steps }, toCents(0)).rule;
    expect(rule([household])).toBe("PPL-12");
    expect(rule([spring])).toBe("PPL-14");
  });

  test.each([[1, "1st"], [2, "2nd"], [3, "3rd"], [4, "4th"], [11, "11th"], [12, "12th"], [13, "13th"], [21, "21st"], [102, "102nd"]])(
    "PPL-12 the place %i is read %s",
    (nth, words) => {
      const { sentence } = explain(
        { kind: "reduced", listCents: toCents(3700), of, steps: [{ ...household, nth }] },
        toCents(3330),
      );
      expect(sentence).toContain(`As the ${words} member`);
    },
  );
});

const months = fc.constantFrom<PeriodMonths>(1, 3, 6, 12);
const aPricing: fc.Arbitrary<HouseholdPricing> = fc.oneof(
  fc.constant<HouseholdPricing>({ kind: "none" }),
  fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 4 }).map(
    (shares): HouseholdPricing => ({
      kind: "nth_member",
      steps: shares.map((basisPoints, index) => ({ nth: index + 2, off: { kind: "percent", basisPoints } })),
    }),
  ),
  fc.integer({ min: 1, max: 9000 }).map(
    (cents): HouseholdPricing => ({ kind: "nth_member", steps: [{ nth: 2, off: { kind: "amount", cents: toCents(cents) } }] }),
  ),
  fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 5000 })).map(
    ([people, cap, extra]): HouseholdPricing => ({
      kind: "cap",
      people,
      prices: [{ months: 1, capCents: toCents(cap), extraCents: toCents(extra) }],
    }),
  ),
);
const aCoupon = fc
  .record({
    off: fc.oneof(
      fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => ({ kind: "percent" as const, basisPoints })),
      fc.integer({ min: 1, max: 20_000 }).map((cents) => ({ kind: "amount" as const, cents: toCents(cents) })),
    ),
    scope: fc.constantFrom({ kind: "dues" as const }, { kind: "activation" as const }, { kind: "dues_and_activation" as const }),
    planIds: fc.constantFrom<number[]>([], [1], [2]),
    charges: fc.constantFrom(null, 1, 3),
  })
  .map((over) => over);
const aMember = fc.record({
  startOn: fc.integer({ min: 0, max: 400 }).map((days) => addDays(start, days)),
  months,
  priceCents: fc.integer({ min: 1, max: 60_000 }).map(toCents),
  days: fc.option(fc.integer({ min: 1, max: 30 })),
});

test("MEM-6 whatever the household and its coupons, no line is below nothing or above its price, and its steps make up the difference", () => {
  fc.assert(
    fc.property(fc.array(aMember, { minLength: 1, maxLength: 6 }), aPricing, fc.array(aCoupon, { maxLength: 3 }), (people, pricing, given) => {
      const members = people.map((one, index) => member(index + 1, one));
      const items = people.map(({ priceCents, days }, index) =>
        item(index + 1, days === null ? priceCents : prorate(priceCents, days, 31), {
          pricing,
          priceCents,
          stub: days === null ? null : { usedDays: days, totalDays: 31 },
        }),
      );
      const coupons = given.map((over, index) => coupon(index + 1, over));
      const prices = priceCharge(items, members, coupons);
      const alone = priceCharge(items, members, []);
      prices.forEach((price, index) => {
        const asked = items[index]?.cents ?? 0;
        expect(price.netCents).toBeGreaterThanOrEqual(0);
        expect(price.netCents + offOf(price)).toBe(asked);
        expect(price.steps.every(({ offCents }) => offCents > 0)).toBe(true);
        // Coupons never change what the household's pricing takes off, and come after it.
        expect(price.steps.filter(({ what }) => what === "household_pricing")).toEqual(alone[index]?.steps);
        expect(price.steps.findLastIndex(({ what }) => what === "household_pricing")).toBeLessThanOrEqual(0);
      });
      // A fixed coupon never takes off more than it is worth.
      for (const { id, terms } of coupons)
        if (terms.off.kind === "amount")
          expect(
            prices.flatMap(({ steps }) => steps).reduce((sum, step) => sum + (step.what === "coupon" && step.couponId === id ? step.offCents : 0), 0),
          ).toBeLessThanOrEqual(terms.off.cents);
    }),
  );
});
