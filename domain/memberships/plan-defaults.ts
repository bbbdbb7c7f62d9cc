/** What a new plan and a new benefit begin with: what is right for most offices (PPL-10, PPL-13). */
import { zeroCents } from "../money.ts";
import type { PlanBenefit, PlanTerms } from "./plan.ts";

/** Everything but a name and a price. */
export const plainTerms: PlanTerms = {
  name: "",
  descriptor: "",
  audience: { minAge: null, maxAgeExclusive: null },
  prices: [],
  householdPricing: { kind: "none" },
  activation: { feeCents: zeroCents, basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "months_of_dues", months: 6, fixedCents: zeroCents },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [],
  benefitYear: "membership",
  wallet: { kind: "none" },
  walletAfter: { kind: "kept", days: 90 },
  discounts: [],
  waitingDays: 0,
  ageOut: "ask",
  ageOutTo: null,
  insuredAllowed: false,
  agreementRequired: false,
  agreementTemplateId: null,
  agreementText: "",
};

/** A benefit that is counted by its name, is gone at the end, and belongs to one member. */
export function plainBenefit(
  key: string,
  label: string,
  quantity: number,
  per: PlanBenefit["per"],
  over: Partial<PlanBenefit> = {},
): PlanBenefit {
  return {
    key,
    label,
    quantity,
    per,
    scope: { kind: "named" },
    valueCapCents: null,
    rollover: { kind: "none" },
    shareable: false,
    waitingDays: null,
    ...over,
  };
}
