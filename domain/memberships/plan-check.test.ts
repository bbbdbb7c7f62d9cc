import { expect, test } from "vitest";
import { toCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { checkPlanTerms } from "./plan-check.ts";
import type { PlanTerms } from "./plan.ts";

const terms: PlanTerms = {
  name: "Adult",
  descriptor: "",
  audience: { minAge: 14, maxAgeExclusive: null },
  prices: [{ months: 1, priceCents: toCents(3700) }],
  activation: { feeCents: toCents(9900), basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "fixed", months: 0, fixedCents: toCents(2500) },
  commitmentPeriods: 0,
  earlyExit: "none",
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [],
  discounts: [],
  waitingDays: 0,
  ageOut: "ask",
  insuredAllowed: false,
  agreementRequired: false,
  agreementText: "",
};
const { activation, reactivation } = terms;
const benefit = (key: string) => ({ key, label: key, quantity: 1, per: "period" as const });

test.each<[what: string, over: Partial<PlanTerms>, problem: string | null]>([
  ["as they are", {}, null],
  ["without any fee", { activation: { ...activation, feeCents: toCents(0) } }, null],
  ["for everybody", { audience: { minAge: null, maxAgeExclusive: null } }, null],
  ["for one year of age", { audience: { minAge: 17, maxAgeExclusive: 18 } }, null],
  ["for nobody: the upper age is the lower one", { audience: { minAge: 18, maxAgeExclusive: 18 } }, "age_band"],
  ["for nobody: the ages are the wrong way round", { audience: { minAge: 18, maxAgeExclusive: 14 } }, "age_band"],
  ["sold in no way at all", { prices: [] }, "price_missing"],
  ["given away", { prices: [{ months: 12, priceCents: toCents(0) }] }, "price_missing"],
  ["with a price below zero beside a good one", { prices: [...terms.prices, { months: 12, priceCents: toCents(-1) }] }, "price_missing"],
  ["with two prices a month", { prices: [...terms.prices, { months: 1, priceCents: toCents(100) }] }, "price_twice"],
  ["with all four periods", { prices: ([1, 3, 6, 12] as const).map((months) => ({ months, priceCents: toCents(months * 100) })) }, null],
  ["with an activation fee below zero", { activation: { ...activation, feeCents: toCents(-9900) } }, "fee_negative"],
  ["with a reactivation fee below zero", { reactivation: { ...reactivation, fixedCents: toCents(-1) } }, "fee_negative"],
  ["with a household cap that is not said", { activation: { ...activation, basis: "per_household_capped" } }, "cap_missing"],
  ["with a household cap of two", { activation: { ...activation, basis: "per_household_capped", cap: 2 } }, null],
  ["with the same benefit twice", { benefits: [benefit("exam"), benefit("exam")] }, "benefit_twice"],
  ["with two benefits", { benefits: [benefit("exam"), benefit("cleaning")] }, null],
])("PPL-10 a plan %s", (_, over, problem) => {
  const work = () => checkPlanTerms({ ...terms, ...over });
  if (problem === null) expect(work()).toEqual({ ...terms, ...over });
  else expect(work).toThrow(expect.objectContaining({ code: "plan_terms_wrong", facts: { what: problem } }) as Refusal);
});
