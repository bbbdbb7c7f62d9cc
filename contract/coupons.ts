/** Coupons: the office's list, who has one, and giving one to a household (PPL-14). */
import { z } from "zod";
import type { CouponId, HeldCouponId, HouseholdId, InvoiceId } from "#domain/identity.ts";
import { cents, command, day, id, instant, nothing, query, requiredText } from "./base.ts";
import { couponTermsSchema } from "./coupon-terms.ts";

export const couponRow = z.object({
  couponId: id<CouponId>(),
  version: z.int(),
  terms: couponTermsSchema,
  createdAt: instant,
  endedAt: instant.nullable(),
  households: z.int(),
  uses: z.int(),
  offCents: cents,
});
export type CouponRow = z.infer<typeof couponRow>;

export const couponUseRow = z.object({
  householdId: id<HouseholdId>(),
  householdName: z.string(),
  appliedOn: day,
  endedOn: day.nullable(),
  uses: z.int(),
  offCents: cents,
  lastInvoiceId: id<InvoiceId>().nullable(),
  lastInvoiceNumber: z.int().nullable(),
});
export type CouponUseRow = z.infer<typeof couponUseRow>;

export const heldCoupon = z.object({
  heldCouponId: id<HeldCouponId>(),
  couponId: id<CouponId>(),
  terms: couponTermsSchema,
  appliedOn: day,
  endedOn: day.nullable(),
  chargesUsed: z.int(),
  offCents: cents,
});
export type HeldCoupon = z.infer<typeof heldCoupon>;

const given = z.object({ heldCouponId: id<HeldCouponId>() });

export const couponsContract = {
  coupons: {
    list: query("plans.view").input(nothing).output(z.array(couponRow)),
    uses: query("memberships.view")
      .input(z.strictObject({ couponId: id<CouponId>() }))
      .output(z.array(couponUseRow)),
    add: command("prices.change", { terms: couponTermsSchema }).output(couponRow),
    /** Nobody is given it any more; who has it keeps it. */
    end: command("prices.change", { couponId: id<CouponId>(), version: z.int() }).output(couponRow),
    ofHousehold: query("memberships.view")
      .input(z.strictObject({ householdId: id<HouseholdId>() }))
      .output(z.array(heldCoupon)),
    give: command("memberships.enroll", { householdId: id<HouseholdId>(), code: requiredText(60) }).output(given),
    takeAway: command("memberships.change", {
      householdId: id<HouseholdId>(),
      heldCouponId: id<HeldCouponId>(),
    }).output(given),
  },
};
