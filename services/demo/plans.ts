/** The plans that the sample practice sells. */
import { toCents } from "#domain/money.ts";
import { plainBenefit, plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";

const adult: PlanTerms = {
  ...plainTerms,
  name: "Healthy Smile Adult",
  descriptor: "Two cleanings, two examinations and one set of X-rays a year, and 15 % off everything else.",
  audience: { minAge: 14, maxAgeExclusive: null },
  prices: [
    { months: 1, priceCents: toCents(3700) },
    { months: 12, priceCents: toCents(42500) },
  ],
  activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: true },
  reactivation: { rule: "months_of_dues", months: 6, fixedCents: toCents(0) },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [
    plainBenefit("cleaning", "Cleanings", 2, "benefit_year"),
    plainBenefit("exam", "Examinations", 2, "benefit_year"),
    plainBenefit("xray", "X-rays", 1, "benefit_year"),
  ],
  discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 1500 } }],
  waitingDays: 0,
  ageOut: "ask",
  insuredAllowed: false,
  agreementRequired: true,
  agreementText:
    "This membership is not insurance. It is a plan between you and our office for the services listed, at the price listed, drawn in advance on your draw day.",
};

export const samplePlans: readonly PlanTerms[] = [
  adult,
  {
    ...adult,
    name: "Healthy Smile Child",
    descriptor: "Two cleanings with fluoride and two examinations a year for under-14s.",
    audience: { minAge: null, maxAgeExclusive: 14 },
    prices: [
      { months: 1, priceCents: toCents(2500) },
      { months: 12, priceCents: toCents(28500) },
    ],
    activation: { ...adult.activation, feeCents: toCents(4900), basis: "per_household_capped", cap: 2 },
    benefits: [
      plainBenefit("cleaning", "Cleanings", 2, "benefit_year"),
      plainBenefit("fluoride", "Fluoride", 2, "benefit_year"),
    ],
    agreementRequired: false,
    agreementText: "",
  },
  {
    ...adult,
    name: "Gum Care",
    descriptor: "Four maintenance cleanings a year. Twelve months at least.",
    prices: [{ months: 1, priceCents: toCents(5900) }],
    activation: { ...adult.activation, includesFirstPeriod: false },
    commitmentPeriods: 12,
    earlyExit: { kind: "remaining_term" },
    benefits: [plainBenefit("maintenance", "Maintenance cleanings", 4, "benefit_year")],
  },
  {
    ...adult,
    name: "Whitening Club",
    descriptor: "One take-home tray a quarter.",
    prices: [{ months: 3, priceCents: toCents(9900) }],
    activation: { ...adult.activation, feeCents: toCents(0), includesFirstPeriod: false },
    benefits: [plainBenefit("tray", "Whitening trays", 1, "period")],
    agreementRequired: false,
    agreementText: "",
  },
];
