/** What makes a plan's terms wrong (PPL-10, PPL-12, PPL-13), refused before a version is made. */
import { refuse } from "../refusal.ts";
import type { MemberDiscount, PlanBenefit, PlanTerms } from "./plan.ts";
import type { PlanProblem } from "./refusals.ts";

/** Refuses `plan_terms_wrong` with what to mend: the first problem in the order of the form. */
export function checkPlanTerms(terms: PlanTerms): PlanTerms {
  const what = planProblem(terms);
  return what === null ? terms : refuse("plan_terms_wrong", { what });
}

/** The first thing wrong with the terms, or null. The form asks while it is filled in. */
export function planProblem(terms: PlanTerms): PlanProblem | null {
  return (
    audienceProblem(terms) ??
    priceProblem(terms) ??
    householdProblem(terms) ??
    feeProblem(terms) ??
    commitmentProblem(terms) ??
    benefitsProblem(terms.benefits) ??
    walletProblem(terms) ??
    discountsProblem(terms.discounts)
  );
}

function audienceProblem({ audience: { minAge, maxAgeExclusive } }: PlanTerms): PlanProblem | null {
  return minAge !== null && maxAgeExclusive !== null && minAge >= maxAgeExclusive ? "age_band" : null;
}

function priceProblem({ prices }: PlanTerms): PlanProblem | null {
  if (hasTwice(prices.map((price) => price.months))) return "price_twice";
  if (prices.length === 0 || prices.some((price) => price.priceCents <= 0)) return "price_missing";
  return null;
}

function householdProblem({ householdPricing: pricing, prices }: PlanTerms): PlanProblem | null {
  if (pricing.kind === "nth_member") {
    const numbers = pricing.steps.map((step) => step.nth);
    if (numbers.length === 0 || numbers.some((nth) => nth < 2) || hasTwice(numbers)) return "household_steps";
    if (numbers.some((nth, at) => at > 0 && nth < (numbers[at - 1] ?? 0))) return "household_steps";
    const isWrong = pricing.steps.some(({ off }) =>
      off.kind === "percent" ? !isShare(off.basisPoints) : off.cents <= 0,
    );
    return isWrong ? "household_reduction" : null;
  }
  if (pricing.kind === "cap") {
    const months = pricing.prices.map((price) => price.months);
    const areSold = months.every((one) => prices.some((price) => price.months === one));
    if (pricing.people < 2 || months.length === 0 || hasTwice(months) || !areSold) return "household_cap";
    return pricing.prices.some((price) => price.capCents <= 0 || price.extraCents < 0) ? "household_cap" : null;
  }
  return null;
}

function feeProblem({ activation, reactivation }: PlanTerms): PlanProblem | null {
  if (activation.feeCents < 0 || reactivation.fixedCents < 0) return "fee_negative";
  return activation.basis === "per_household_capped" && activation.cap === null ? "cap_missing" : null;
}

function commitmentProblem({ commitmentPeriods, earlyExit }: PlanTerms): PlanProblem | null {
  if (earlyExit.kind === "none") return null;
  // Without a promise there is no leaving early, and nothing that could be asked for it.
  if (commitmentPeriods === 0) return "early_exit_without_term";
  return earlyExit.kind === "fixed" && (earlyExit.cents <= 0 || earlyExit.waiverDays < 0) ? "early_exit_fee" : null;
}

function benefitsProblem(benefits: readonly PlanBenefit[]): PlanProblem | null {
  if (hasTwice(benefits.map((benefit) => benefit.key))) return "benefit_twice";
  for (const { scope, valueCapCents, rollover } of benefits) {
    if (scope.kind === "services" && (scope.codes.length === 0 || hasTwice(scope.codes))) return "benefit_services";
    if (scope.kind === "category" && scope.category.trim() === "") return "benefit_services";
    if (valueCapCents !== null && valueCapCents <= 0) return "benefit_cap";
    if (rollover.kind === "some" && rollover.units < 1) return "benefit_rollover";
    if (rollover.kind !== "none" && rollover.months !== null && rollover.months < 1) return "benefit_rollover";
  }
  return null;
}

function walletProblem({ wallet, walletAfter, prices }: PlanTerms): PlanProblem | null {
  if (wallet.kind !== "none" && walletAfter.kind === "kept" && (walletAfter.days < 1 || walletAfter.days > 730)) return "wallet_after";
  if (wallet.kind === "percent" && !isShare(wallet.basisPoints)) return "wallet";
  // More than the dues cannot be kept back from them.
  if (wallet.kind === "amount" && (wallet.cents <= 0 || prices.some((price) => price.priceCents < wallet.cents)))
    return "wallet";
  return null;
}

function discountsProblem(discounts: readonly MemberDiscount[]): PlanProblem | null {
  const named = discounts.map(({ on }) =>
    on.kind === "all" ? "all" : on.kind === "category" ? `category ${on.category.trim()}` : `service ${on.code.trim()}`,
  );
  if (hasTwice(named)) return "discount_twice";
  for (const { on, off } of discounts) {
    if (on.kind === "category" && on.category.trim() === "") return "discount_on_nothing";
    if (on.kind === "service" && on.code.trim() === "") return "discount_on_nothing";
    if (off.kind === "percent" && !isShare(off.basisPoints)) return "discount_amount";
    // One price for everything the office does is a slip, and nothing may cost less than nothing.
    if (off.kind === "member_price" && (off.cents < 0 || on.kind === "all")) return "discount_amount";
  }
  return null;
}

function isShare(basisPoints: number): boolean {
  return basisPoints >= 1 && basisPoints <= 10_000;
}

function hasTwice(values: readonly (string | number)[]): boolean {
  return new Set(values).size !== values.length;
}
