import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { householdPrices, type HouseholdPricing, type PricedMember } from "./household-pricing.ts";

const member = (membershipId: number, price: number, startOn = "2026-01-05", months: 1 | 12 = 1): PricedMember => ({
  membershipId,
  startOn: toDay(startOn),
  months,
  priceCents: toCents(price),
});
const paid = (members: readonly PricedMember[], pricing: HouseholdPricing) =>
  householdPrices(members, pricing).map(({ membershipId, priceCents, offCents }) => [membershipId, priceCents - offCents]);

test("PPL-12 without household pricing everybody pays their own price", () => {
  expect(paid([member(1, 3700), member(2, 2500)], { kind: "none" })).toEqual([[1, 3700], [2, 2500]]);
});

test("PPL-12 the second member pays 10 % less, and the third and every further one 20 % less", () => {
  const pricing: HouseholdPricing = {
    kind: "nth_member",
    steps: [
      { nth: 2, off: { kind: "percent", basisPoints: 1000 } },
      { nth: 3, off: { kind: "percent", basisPoints: 2000 } },
    ],
  };
  expect(paid([member(1, 3705), member(2, 3705), member(3, 3705), member(4, 2500)], pricing)).toEqual([
    [1, 3705],
    // 10 % of 37.05 is 3.705, rounded once to 3.71.
    [2, 3334],
    [3, 2964],
    [4, 2000],
  ]);
});

test("PPL-12 members are counted by their start, then by their id, not by how they are given", () => {
  const pricing: HouseholdPricing = { kind: "nth_member", steps: [{ nth: 2, off: { kind: "amount", cents: toCents(500) } }] };
  const members = [member(7, 3700, "2026-03-01"), member(9, 3700, "2025-12-31"), member(8, 3700, "2026-03-01")];
  expect(paid(members, pricing)).toEqual([[9, 3700], [7, 3200], [8, 3200]]);
  expect(householdPrices(members, pricing).map(({ nth }) => nth)).toEqual([1, 2, 3]);
});

test("PPL-12 an amount off never takes a price below nothing", () => {
  const pricing: HouseholdPricing = { kind: "nth_member", steps: [{ nth: 2, off: { kind: "amount", cents: toCents(5000) } }] };
  expect(paid([member(1, 3700), member(2, 2500)], pricing)).toEqual([[1, 3700], [2, 0]]);
});

test("PPL-12 a family price for four, and an amount for each further member", () => {
  const pricing: HouseholdPricing = {
    kind: "cap",
    people: 4,
    prices: [{ months: 1, capCents: toCents(9900), extraCents: toCents(1500) }],
  };
  const family = [1, 2, 3, 4, 5, 6].map((id) => member(id, 3700));
  expect(paid(family.slice(0, 2), pricing)).toEqual([[1, 3700], [2, 3700]]);
  expect(paid(family, pricing)).toEqual([[1, 3700], [2, 3700], [3, 2500], [4, 0], [5, 1500], [6, 1500]]);
  expect(paid([...family.slice(0, 4), member(5, 1200)], pricing).at(-1)).toEqual([5, 1200]);
});

test("PPL-12 a period length without a family price is sold at its own, and does not use up the other's", () => {
  const pricing: HouseholdPricing = {
    kind: "cap",
    people: 4,
    prices: [{ months: 1, capCents: toCents(5000), extraCents: toCents(0) }],
  };
  expect(paid([member(1, 42_500, "2026-01-01", 12), member(2, 3700), member(3, 3700)], pricing)).toEqual([
    [1, 42_500],
    [2, 3700],
    [3, 1300],
  ]);
});

const anyPricing: fc.Arbitrary<HouseholdPricing> = fc.oneof(
  fc.constant({ kind: "none" as const }),
  fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("percent" as const), basisPoints: fc.integer({ min: 0, max: 10_000 }) }),
      fc.record({ kind: fc.constant("amount" as const), cents: fc.nat(9000).map(toCents) }),
    ),
    { maxLength: 4 },
  ).map((offs) => ({ kind: "nth_member" as const, steps: offs.map((off, index) => ({ nth: index + 2, off })) })),
  fc.record({ people: fc.integer({ min: 1, max: 5 }), cap: fc.nat(20_000), extra: fc.nat(5000) }).map(
    ({ people, cap, extra }) => ({
      kind: "cap" as const,
      people,
      prices: [{ months: 1 as const, capCents: toCents(cap), extraCents: toCents(extra) }],
    }),
  ),
);

test("PPL-12 nobody pays more than their price or less than nothing, and the first people never more than the cap", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9000), { maxLength: 8 }), anyPricing, (prices, pricing) => {
      const members = prices.map((price, index) => member(index + 1, price));
      const found = householdPrices(members, pricing);
      expect(found.map(({ membershipId }) => membershipId)).toEqual(members.map(({ membershipId }) => membershipId));
      for (const { priceCents, offCents } of found) expect(offCents >= 0 && offCents <= priceCents).toBe(true);
      if (pricing.kind !== "cap") return;
      const first = found.slice(0, pricing.people).reduce((sum, one) => sum + one.priceCents - one.offCents, 0);
      expect(first).toBeLessThanOrEqual(pricing.prices[0]?.capCents ?? 0);
    }),
  );
});

test("PPL-12 who joins later changes nobody who was there before", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9000), { minLength: 1, maxLength: 7 }), fc.nat(9000), anyPricing, (prices, last, pricing) => {
      const members = prices.map((price, index) => member(index + 1, price));
      const joined = [...members, member(99, last, "2026-02-01")];
      expect(paid(joined, pricing).slice(0, -1)).toEqual(paid(members, pricing));
    }),
  );
});
