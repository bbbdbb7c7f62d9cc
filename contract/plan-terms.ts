/** The terms of a plan version (PPL-10), immutable once sold (PPL-11). */
import { z } from "zod";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { cents, requiredText, text } from "./base.ts";

const price = z.strictObject({
  months: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
  priceCents: cents,
});

const shape = z.strictObject({
  name: requiredText(80),
  descriptor: text(400),
  audience: z.strictObject({
    minAge: z.int().min(0).max(120).nullable(),
    maxAgeExclusive: z.int().min(1).max(130).nullable(),
  }),
  prices: z.array(price).min(1).max(4),
  activation: z.strictObject({
    feeCents: cents,
    basis: z.enum(["per_member", "per_household", "per_household_capped"]),
    cap: z.int().min(1).max(20).nullable(),
    includesFirstPeriod: z.boolean(),
  }),
  reactivation: z.strictObject({
    rule: z.enum(["months_of_dues", "fixed", "missed_dues", "none"]),
    months: z.int().min(0).max(24),
    fixedCents: cents,
  }),
  commitmentPeriods: z.int().min(0).max(60),
  earlyExit: z.enum(["none", "remaining_term", "fixed", "claw_back"]),
  autoRenew: z.boolean(),
  taxRatePpm: z.int().min(0).max(500_000),
  benefits: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z0-9_]{1,40}$/),
        label: requiredText(80),
        quantity: z.int().min(1).max(365),
        per: z.enum(["benefit_year", "period"]),
      }),
    )
    .max(40),
  discounts: z
    .array(
      z.strictObject({ category: requiredText(80), percentBasisPoints: z.int().min(0).max(10_000) }),
    )
    .max(40),
  waitingDays: z.int().min(0).max(365),
  ageOut: z.enum(["ask", "auto", "never"]),
  insuredAllowed: z.boolean(),
  agreementRequired: z.boolean(),
  agreementText: text(20_000),
});

export const planTermsSchema = shape as unknown as z.ZodType<PlanTerms, PlanTerms>;
