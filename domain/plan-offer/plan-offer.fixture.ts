/** An ordinary plan to make offers of: two cleanings a year, 20 % off the rest, 37.00 a month, 99.00 to begin. */
import { plainBenefit } from "../memberships/plan-defaults.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { toCents } from "../money.ts";

export const offerTerms: PlanTerms = {
  name: "Adult",
  descriptor: "",
  audience: { minAge: 14, maxAgeExclusive: null },
  prices: [
    { months: 1, priceCents: toCents(3700) },
    { months: 12, priceCents: toCents(42_500) },
  ],
  householdPricing: { kind: "none" },
  activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "none", months: 0, fixedCents: toCents(0) },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year")],
  benefitYear: "membership",
  wallet: { kind: "none" },
  walletAfter: { kind: "forfeit" },
  discounts: [{ on: { kind: "all" }, off: { kind: "percent", basisPoints: 2000 } }],
  waitingDays: 0,
  ageOut: "never",
  ageOutTo: null,
  insuredAllowed: true,
  agreementRequired: false,
  agreementTemplateId: null,
  agreementText: "",
};
