/** What makes a plan's terms wrong (PPL-10), refused before a version is made. */
import { refuse } from "../refusal.ts";
import type { PlanTerms } from "./plan.ts";

/** Refuses `plan_terms_wrong` with what to mend. */
export function checkPlanTerms(terms: PlanTerms): PlanTerms {
  const { minAge, maxAgeExclusive } = terms.audience;
  if (minAge !== null && maxAgeExclusive !== null && minAge >= maxAgeExclusive)
    refuse("plan_terms_wrong", { what: "age_band" });
  if (new Set(terms.prices.map((price) => price.months)).size !== terms.prices.length)
    refuse("plan_terms_wrong", { what: "price_twice" });
  if (terms.prices.length === 0 || terms.prices.some((price) => price.priceCents <= 0))
    refuse("plan_terms_wrong", { what: "price_missing" });
  if (terms.activation.feeCents < 0 || terms.reactivation.fixedCents < 0)
    refuse("plan_terms_wrong", { what: "fee_negative" });
  if (terms.activation.basis === "per_household_capped" && terms.activation.cap === null)
    refuse("plan_terms_wrong", { what: "cap_missing" });
  if (new Set(terms.benefits.map((benefit) => benefit.key)).size !== terms.benefits.length)
    refuse("plan_terms_wrong", { what: "benefit_twice" });
  return terms;
}
