import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import type { CouponTerms } from "../pricing/coupon.ts";
import { checkCouponTerms, couponCode } from "./coupon-check.ts";
import { couponLimitWords, couponWords, percentWords } from "./coupon-words.ts";

const today = toDay("2026-04-05");
const terms: CouponTerms = {
  code: "WELCOME-25",
  off: { kind: "percent", basisPoints: 2500 },
  charges: 1,
  scope: { kind: "dues" },
  planIds: [],
  redeemBy: null,
  maxUses: null,
  oncePerHousehold: true,
};
const amount = (cents: number): CouponTerms["off"] => ({ kind: "amount", cents: toCents(cents) });

test.each<[what: string, over: Partial<CouponTerms>, problem: string | null]>([
  ["as it is", {}, null],
  ["with a code of one letter", { code: "A" }, "code"],
  ["with a space in its code", { code: "TWO WORDS" }, "code"],
  ["with a code that begins with a dash", { code: "-A1" }, "code"],
  ["with a code of thirty-one letters", { code: "A".repeat(31) }, "code"],
  ["for nothing, as a percentage", { off: { kind: "percent", basisPoints: 0 } }, "percent"],
  ["for more than everything", { off: { kind: "percent", basisPoints: 10_001 } }, "percent"],
  ["for everything", { off: { kind: "percent", basisPoints: 10_000 } }, null],
  ["for nothing, as an amount", { off: amount(0) }, "amount"],
  ["for a cent", { off: amount(1) }, null],
  ["for no charge", { charges: 0 }, "charges"],
  ["for every charge", { charges: null }, null],
  ["for no service", { scope: { kind: "services", codes: [] } }, "services"],
  ["for one service twice", { scope: { kind: "services", codes: ["A", "A"] } }, "services"],
  ["that ended yesterday", { redeemBy: toDay("2026-04-04") }, "redeem_by"],
  ["that ends today", { redeemBy: today }, null],
  ["for nobody", { maxUses: 0 }, "max_uses"],
  ["for one household", { maxUses: 1 }, null],
])("PPL-14 a coupon %s", (_, over, problem) => {
  const work = () => checkCouponTerms({ ...terms, ...over }, today);
  if (problem === null) expect(work()).toEqual({ ...terms, ...over });
  else expect(work).toThrow(expect.objectContaining({ code: "coupon_terms_wrong", facts: { what: problem } }));
});

test("PPL-14 a code is kept in capitals without spaces around it", () => {
  expect(couponCode("  spring-5 ")).toBe("SPRING-5");
  expect(checkCouponTerms({ ...terms, code: "spring-5 " }, today).code).toBe("SPRING-5");
});

test.each<[over: Partial<CouponTerms>, words: string]>([
  [{}, "25 % off the dues, once"],
  [{ off: amount(2000), scope: { kind: "dues_and_activation" }, charges: 3 }, "20.00 off dues and activation fee, on 3 charges"],
  [{ off: { kind: "percent", basisPoints: 1250 }, scope: { kind: "activation" }, charges: null }, "12.5 % off the activation fee, on every charge"],
  [{ scope: { kind: "services", codes: ["W1", "W2"] } }, "25 % off W1, W2, once"],
])("PPL-14 %j is read as %s", (over, words) => {
  expect(couponWords({ ...terms, ...over })).toBe(words);
});

test("PPL-14 its limits are read in the order one asks for them", () => {
  expect(couponLimitWords(terms)).toBe("No last day · once for each household");
  expect(couponLimitWords({ ...terms, redeemBy: toDay("2026-12-31"), maxUses: 1, oncePerHousehold: false })).toBe(
    "Until 31 Dec 2026 · 1 household at most",
  );
});

test.each([[1, "0.01 %"], [50, "0.5 %"], [100, "1 %"], [1005, "10.05 %"], [10_000, "100 %"]])("F-1 %i basis points are %s", (basisPoints, words) => {
  expect(percentWords(basisPoints)).toBe(words);
});
