/** The terms of a plan version (PPL-10), immutable once sold (PPL-11). */
import { z } from "zod";
import type { PlanId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { cents, id, requiredText, text } from "./base.ts";

const months = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);
const basisPoints = z.int().min(0).max(10_000);
const price = z.strictObject({ months, priceCents: cents });

const reduction = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent"), basisPoints }),
  z.strictObject({ kind: z.literal("amount"), cents }),
]);

const householdPricing = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("nth_member"),
    steps: z.array(z.strictObject({ nth: z.int().min(0).max(20), off: reduction })).max(10),
  }),
  z.strictObject({
    kind: z.literal("cap"),
    people: z.int().min(0).max(20),
    prices: z.array(z.strictObject({ months, capCents: cents, extraCents: cents })).max(4),
  }),
]);

const keptMonths = z.int().min(0).max(60).nullable();

const benefit = z.strictObject({
  key: z.string().regex(/^[a-z0-9_]{1,40}$/),
  label: requiredText(80),
  quantity: z.int().min(1).max(365),
  per: z.enum(["benefit_year", "period"]),
  scope: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("named") }),
    z.strictObject({ kind: z.literal("services"), codes: z.array(requiredText(40)).max(100) }),
    z.strictObject({ kind: z.literal("category"), category: text(80) }),
  ]),
  valueCapCents: cents.nullable(),
  rollover: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("some"), units: z.int().min(0).max(365), months: keptMonths }),
    z.strictObject({ kind: z.literal("all"), months: keptMonths }),
  ]),
  shareable: z.boolean(),
  waitingDays: z.int().min(0).max(365).nullable(),
});

const discount = z.strictObject({
  on: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("all") }),
    z.strictObject({ kind: z.literal("category"), category: text(80) }),
    z.strictObject({ kind: z.literal("service"), code: text(40) }),
  ]),
  off: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("percent"), basisPoints }),
    z.strictObject({ kind: z.literal("member_price"), cents }),
  ]),
});

const shape = z.strictObject({
  name: requiredText(80),
  descriptor: text(400),
  audience: z.strictObject({
    minAge: z.int().min(0).max(120).nullable(),
    maxAgeExclusive: z.int().min(1).max(130).nullable(),
  }),
  prices: z.array(price).min(1).max(4),
  householdPricing,
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
  earlyExit: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["none", "remaining_term", "claw_back"]) }),
    z.strictObject({ kind: z.literal("fixed"), cents, waiverDays: z.int().min(0).max(366) }),
  ]),
  autoRenew: z.boolean(),
  taxRatePpm: z.int().min(0).max(500_000),
  benefits: z.array(benefit).max(40),
  benefitYear: z.enum(["membership", "calendar"]),
  wallet: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("percent"), basisPoints }),
    z.strictObject({ kind: z.literal("amount"), cents }),
  ]),
  walletAfter: z
    .discriminatedUnion("kind", [z.strictObject({ kind: z.literal("kept"), days: z.int().min(0).max(10_000) }), z.strictObject({ kind: z.enum(["forfeit", "to_credit"]) })])
    .default({ kind: "kept", days: 90 }),
  discounts: z.array(discount).max(40),
  waitingDays: z.int().min(0).max(365),
  ageOut: z.enum(["ask", "auto", "never"]),
  ageOutTo: id<PlanId>().nullable(),
  insuredAllowed: z.boolean(),
  agreementRequired: z.boolean(),
  agreementTemplateId: z.int().min(1).nullable(),
  agreementText: text(20_000),
});

export const planTermsSchema = shape as unknown as z.ZodType<PlanTerms, PlanTerms>;
