import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { checkCouponTerms } from "#domain/coupons/coupon-check.ts";
import { toCents } from "#domain/money.ts";
import { couponTermsOf, newCoupon, type CouponDraft } from "./coupon-draft.ts";

const today = toDay("2026-04-05");

test.each<[what: string, over: Partial<CouponDraft>, terms: object]>([
  ["begins as a tenth off the first dues, once", {}, { off: { kind: "percent", basisPoints: 1000 }, charges: 1, scope: { kind: "dues" } }],
  ["of an amount keeps no percentage", { off: "amount", cents: toCents(2000) }, { off: { kind: "amount", cents: 2000 } }],
  ["for charges counts them", { times: "charges", charges: 6 }, { charges: 6 }],
  ["for every charge has no number", { times: "forever", charges: 6 }, { charges: null }],
  ["for both fees says so", { scope: "dues_and_activation" }, { scope: { kind: "dues_and_activation" } }],
  ["for plans keeps their numbers", { planIds: ["3", "4"] }, { planIds: [3, 4] }],
])("PPL-14 a coupon in the form %s", (_, over, expected) => {
  const terms = couponTermsOf({ ...newCoupon, code: " spring ", ...over });
  expect(terms).toMatchObject({ code: "SPRING", ...expected });
  expect(checkCouponTerms(terms, today)).toEqual(terms);
});

test("PPL-14 what is left empty is refused with what to mend, not guessed", () => {
  const what = (over: Partial<CouponDraft>) => () => checkCouponTerms(couponTermsOf({ ...newCoupon, code: "SPRING", ...over }), today);
  expect(what({ off: "amount", cents: null })).toThrow(expect.objectContaining({ facts: { what: "amount" } }));
  expect(what({ times: "charges", charges: null })).toThrow(expect.objectContaining({ facts: { what: "charges" } }));
  expect(what({ maxUses: 0 })).toThrow(expect.objectContaining({ facts: { what: "max_uses" } }));
});
