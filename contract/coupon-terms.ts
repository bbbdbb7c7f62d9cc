/** The terms of a coupon (PPL-14), frozen when a household is given it. */
import { z } from "zod";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { cents, day, requiredText } from "./base.ts";

const shape = z.strictObject({
  code: requiredText(60),
  off: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("percent"), basisPoints: z.int().min(0).max(10_000) }),
    z.strictObject({ kind: z.literal("amount"), cents }),
  ]),
  charges: z.int().min(0).max(120).nullable(),
  scope: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["dues", "activation", "dues_and_activation"]) }),
    z.strictObject({ kind: z.literal("services"), codes: z.array(requiredText(40)).max(200) }),
  ]),
  planIds: z.array(z.int().min(1)).max(100),
  redeemBy: day.nullable(),
  maxUses: z.int().min(0).max(1_000_000).nullable(),
  oncePerHousehold: z.boolean(),
});

export const couponTermsSchema = shape as unknown as z.ZodType<CouponTerms, CouponTerms>;
