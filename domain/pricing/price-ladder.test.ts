import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { taxOn, toCents } from "../money.ts";
import type { HeldCoupon } from "./coupon.ts";
import { climbLadder, type LadderItem, type PlanGrant } from "./price-ladder.ts";

const dues = (over: Partial<LadderItem> = {}): LadderItem => ({
  key: "dues",
  kind: "dues",
  planId: 1,
  serviceCode: null,
  listCents: toCents(3700),
  householdOffCents: toCents(0),
  grants: [],
  taxRatePpm: 0,
  ...over,
});
const service = (cents: number, grants: readonly PlanGrant[], over: Partial<LadderItem> = {}): LadderItem =>
  dues({ key: "cleaning", kind: "service", planId: null, serviceCode: "CLEAN", listCents: toCents(cents), grants, ...over });
const coupon = (basisPoints: number, over: Partial<HeldCoupon["terms"]> = {}): HeldCoupon => ({
  id: 5,
  appliedOn: toDay("2026-01-05"),
  chargesUsed: 0,
  terms: {
    code: "SPRING",
    off: { kind: "percent", basisPoints },
    charges: null,
    scope: { kind: "dues" },
    planIds: [],
    redeemBy: null,
    maxUses: null,
    oncePerHousehold: false,
    ...over,
  },
});

test("MEM-6 dues: household pricing, then the coupon on the remainder, then tax, each rounded once", () => {
  const [price] = climbLadder([dues({ householdOffCents: toCents(371), taxRatePpm: 82_500 })], [coupon(1500)]);
  expect(price).toEqual({
    key: "dues",
    listCents: 3700,
    steps: [
      { what: "household_pricing", id: null, offCents: 371 },
      // 15 % of 33.29 is 4.9935.
      { what: "coupon", id: 5, offCents: 499 },
    ],
    netCents: 2830,
    // 8.25 % of 28.30 is 2.33475.
    taxCents: 233,
  });
});

test("MEM-6 a service takes the best single plan discount or member price, never two", () => {
  const grants: PlanGrant[] = [
    { membershipId: 2, kind: "percent", basisPoints: 1500 },
    { membershipId: 3, kind: "member_price", cents: toCents(9000) },
    { membershipId: 4, kind: "percent", basisPoints: 2000 },
  ];
  expect(climbLadder([service(12_000, grants)], [])[0]?.steps).toEqual([{ what: "plan_discount", id: 3, offCents: 3000 }]);
  expect(climbLadder([service(16_000, grants)], [])[0]?.steps).toEqual([{ what: "plan_discount", id: 3, offCents: 7000 }]);
  expect(climbLadder([service(10_000, grants)], [])[0]?.steps).toEqual([{ what: "plan_discount", id: 4, offCents: 2000 }]);
});

test("MEM-6 of equal discounts the older membership's counts, and a dearer member price is none", () => {
  const grants: PlanGrant[] = [
    { membershipId: 9, kind: "percent", basisPoints: 1000 },
    { membershipId: 7, kind: "member_price", cents: toCents(9000) },
    { membershipId: 6, kind: "member_price", cents: toCents(11_000) },
  ];
  expect(climbLadder([service(10_000, grants)], [])[0]?.steps).toEqual([{ what: "plan_discount", id: 7, offCents: 1000 }]);
  expect(climbLadder([service(10_000, grants.slice(2))], [])[0]?.steps).toEqual([]);
});

test("MEM-6 a plan's discount is not given on dues, and household pricing not on a service", () => {
  const grants: PlanGrant[] = [{ membershipId: 1, kind: "percent", basisPoints: 5000 }];
  expect(climbLadder([dues({ grants })], [])[0]?.netCents).toBe(3700);
  expect(climbLadder([service(5000, [], { householdOffCents: toCents(1000) })], [])[0]?.netCents).toBe(5000);
});

test("MEM-6 a coupon for listed services comes after the plan's discount", () => {
  const grants: PlanGrant[] = [{ membershipId: 1, kind: "percent", basisPoints: 2000 }];
  const [price] = climbLadder([service(12_000, grants)], [coupon(1000, { scope: { kind: "services", codes: ["CLEAN"] } })]);
  expect(price?.netCents).toBe(12_000 - 2400 - 960);
});

test("MEM-6 whatever is off, nothing goes below zero and net is list less every step", () => {
  fc.assert(
    fc.property(
      fc.nat(50_000),
      fc.nat(60_000),
      fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 3 }),
      fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 3 }),
      fc.nat(250_000),
      (list, householdOff, discounts, coupons, taxRatePpm) => {
        const items = [
          dues({ listCents: toCents(list), householdOffCents: toCents(householdOff), taxRatePpm }),
          service(list, discounts.map((basisPoints, index) => ({ membershipId: index, kind: "percent", basisPoints })), { taxRatePpm }),
        ];
        const held = coupons.flatMap((basisPoints, index) => [
          { ...coupon(basisPoints), id: index },
          { ...coupon(basisPoints, { scope: { kind: "services", codes: ["CLEAN"] } }), id: index + 10 },
        ]);
        for (const price of climbLadder(items, held)) {
          const off = price.steps.reduce((sum, step) => sum + step.offCents, 0);
          expect(price.netCents).toBe(list - off);
          expect(price.netCents).toBeGreaterThanOrEqual(0);
          expect(price.taxCents).toBe(taxOn(price.netCents, taxRatePpm));
          expect(price.steps.filter((step) => step.what === "plan_discount").length).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});
