import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { couponCuts, couponObstacle, type CouponItem, type CouponTerms, type HeldCoupon } from "./coupon.ts";

const terms = (over: Partial<CouponTerms> = {}): CouponTerms => ({
  code: "WELCOME",
  off: { kind: "percent", basisPoints: 1000 },
  charges: 1,
  scope: { kind: "dues" },
  planIds: [],
  redeemBy: null,
  maxUses: null,
  oncePerHousehold: true,
  ...over,
});
const held = (id: number, over: Partial<CouponTerms> = {}, more: Partial<HeldCoupon> = {}): HeldCoupon => ({
  id,
  terms: terms(over),
  appliedOn: toDay("2026-01-05"),
  chargesUsed: 0,
  ...more,
});
const amount = (cents: number): CouponTerms["off"] => ({ kind: "amount", cents: toCents(cents) });
const percent = (basisPoints: number): CouponTerms["off"] => ({ kind: "percent", basisPoints });
const item = (key: string, kind: CouponItem["kind"], cents: number, over: Partial<CouponItem> = {}): CouponItem => ({
  key,
  kind,
  planId: kind === "service" ? null : 1,
  serviceCode: kind === "service" ? key : null,
  cents: toCents(cents),
  ...over,
});
const cuts = (items: readonly CouponItem[], coupons: readonly HeldCoupon[]) =>
  couponCuts(items, coupons).map(({ couponId, itemKey, offCents }) => [couponId, itemKey, offCents]);

describe("PPL-14 what a coupon takes off", () => {
  test("PPL-14 a percentage of each item it is for, rounded once an item", () => {
    const items = [item("rosa", "dues", 3705), item("fee", "activation", 15_000), item("ben", "dues", 2500)];
    expect(cuts(items, [held(1)])).toEqual([[1, "rosa", 371], [1, "ben", 250]]);
    expect(cuts(items, [held(1, { scope: { kind: "activation" } })])).toEqual([[1, "fee", 1500]]);
    expect(cuts(items, [held(1, { scope: { kind: "dues_and_activation" } })])).toHaveLength(3);
  });

  test("PPL-14 an amount is taken once a charge, over its items in their order", () => {
    const items = [item("rosa", "dues", 3700), item("ben", "dues", 2500)];
    expect(cuts(items, [held(1, { off: amount(5000) })])).toEqual([[1, "rosa", 3700], [1, "ben", 1300]]);
  });

  test("PPL-14 an item cannot go below zero, and what is left of an amount is lost", () => {
    const once = held(1, { off: amount(5000) });
    expect(cuts([item("rosa", "dues", 3700)], [once])).toEqual([[1, "rosa", 3700]]);
    expect(cuts([item("rosa", "dues", 3700)], [{ ...once, chargesUsed: 1 }])).toEqual([]);
  });

  test("PPL-14 listed services only, and listed plans only", () => {
    const items = [item("D1110", "service", 12_000), item("D0120", "service", 6000), item("rosa", "dues", 3700, { planId: 2 })];
    expect(cuts(items, [held(1, { scope: { kind: "services", codes: ["D0120"] } })])).toEqual([[1, "D0120", 600]]);
    expect(cuts(items, [held(1, { planIds: [1] })])).toEqual([]);
    expect(cuts(items, [held(1, { planIds: [1, 2] })])).toEqual([[1, "rosa", 370]]);
  });

  test("PPL-14 several: the narrowest scope first, then the oldest, each percentage on the remainder", () => {
    const items = [item("rosa", "dues", 10_000)];
    const wide = held(1, { scope: { kind: "dues_and_activation" }, off: percent(5000) }, { appliedOn: toDay("2026-01-01") });
    const older = held(2, { off: percent(2000) }, { appliedOn: toDay("2026-01-02") });
    const newer = held(3, { off: amount(1000) }, { appliedOn: toDay("2026-01-03") });
    const listed = held(4, { planIds: [1], off: percent(1000) }, { appliedOn: toDay("2026-01-04") });
    expect(cuts(items, [wide, newer, older, listed])).toEqual([
      [4, "rosa", 1000],
      [2, "rosa", 1800],
      [3, "rosa", 1000],
      [1, "rosa", 3100],
    ]);
  });

  test("PPL-14 a repeating coupon counts charges, not months, and one without end is always there", () => {
    const three = held(1, { charges: 3 });
    const items = [item("year", "dues", 42_500)];
    expect(cuts(items, [{ ...three, chargesUsed: 2 }])).toEqual([[1, "year", 4250]]);
    expect(cuts(items, [{ ...three, chargesUsed: 3 }])).toEqual([]);
    expect(cuts(items, [held(1, { charges: null }, { chargesUsed: 400 })])).toEqual([[1, "year", 4250]]);
  });

  test("PPL-14 an item that is free already uses nothing of a coupon", () => {
    expect(cuts([item("rosa", "dues", 0)], [held(1, { off: amount(500) })])).toEqual([]);
  });
});

describe("PPL-14 whether a coupon may be given", () => {
  const on = { today: toDay("2026-03-31"), planIds: [1], householdsWithIt: 0, hasItAlready: false };
  test.each([
    ["until its last day", terms({ redeemBy: toDay("2026-03-31") }), on, null],
    ["not the day after", terms({ redeemBy: toDay("2026-03-30") }), on, "expired"],
    ["to the last household", terms({ maxUses: 5 }), { ...on, householdsWithIt: 4 }, null],
    ["to no further one", terms({ maxUses: 5 }), { ...on, householdsWithIt: 5 }, "used_up"],
    ["once a household", terms(), { ...on, hasItAlready: true }, "already_had"],
    ["again where that is allowed", terms({ oncePerHousehold: false }), { ...on, hasItAlready: true }, null],
    ["for one of its plans", terms({ planIds: [3, 1] }), on, null],
    ["not for another plan", terms({ planIds: [3] }), on, "other_plan"],
  ] as const)("PPL-14 %s", (_, coupon, given, obstacle) => {
    expect(couponObstacle(coupon, given)).toBe(obstacle);
  });
});

const anyItem = fc.record({ kind: fc.constantFrom("dues" as const, "activation" as const, "service" as const), cents: fc.nat(20_000), plan: fc.constantFrom(1, 2) });
const anyCoupon = fc.record({
  off: fc.oneof(fc.integer({ min: 0, max: 10_000 }).map(percent), fc.nat(30_000).map(amount)),
  charges: fc.option(fc.integer({ min: 1, max: 3 })),
  used: fc.nat(3),
  scope: fc.constantFrom<CouponTerms["scope"]>({ kind: "dues" }, { kind: "activation" }, { kind: "dues_and_activation" }, { kind: "services", codes: ["0", "1", "2", "3", "4"] }),
  planIds: fc.subarray([1, 2]),
});

test("PPL-14 no item below zero, no amount beyond its own, and the order in which coupons are given does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 5 }), fc.array(anyCoupon, { maxLength: 5 }), (some, given) => {
      const items = some.map(({ kind, cents, plan }, index) => item(String(index), kind, cents, kind === "service" ? {} : { planId: plan }));
      const coupons = given.map(({ used, ...over }, index) => held(index + 1, over, { chargesUsed: used }));
      const found = couponCuts(items, coupons);
      for (const { key, cents } of items) {
        const off = found.filter((cut) => cut.itemKey === key).reduce((sum, cut) => sum + cut.offCents, 0);
        expect(off).toBeLessThanOrEqual(cents);
      }
      for (const { id, terms: { off } } of coupons) {
        const taken = found.filter((cut) => cut.couponId === id);
        expect(taken.every((cut) => cut.offCents > 0)).toBe(true);
        if (off.kind === "amount") expect(taken.reduce((sum, cut) => sum + cut.offCents, 0)).toBeLessThanOrEqual(off.cents);
      }
      expect(couponCuts(items, coupons.toReversed())).toEqual(found);
    }),
  );
});
