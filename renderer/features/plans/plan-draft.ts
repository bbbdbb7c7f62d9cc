/** The terms of a plan while they are typed, and the terms they become (PPL-10). */
import type { HouseholdPricing } from "#domain/pricing/household-pricing.ts";
import { plainBenefit, plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanBenefit, PlanTerms } from "#domain/memberships/plan.ts";
import { toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Months } from "../memberships/period-words.ts";

export const lengths: readonly Months[] = [1, 3, 6, 12];

/** A benefit on the screen: `id` tells the rows apart while names are typed. */
export type BenefitDraft = PlanBenefit & { readonly id: number };

export type PlanDraft = Omit<PlanTerms, "prices" | "benefits" | "activation"> & {
  /** Null: not sold that way. */
  readonly prices: Readonly<Record<Months, Cents | null>>;
  readonly activation: Omit<PlanTerms["activation"], "feeCents"> & { readonly feeCents: Cents | null };
  readonly benefits: readonly BenefitDraft[];
};

const notInsurance =
  "This membership is not insurance. It is a plan between you and our office for the services listed, at the price listed, drawn in advance on your draw day.";

/** A new plan is signed by its members, with words to begin from. */
export const newTerms: PlanTerms = { ...plainTerms, agreementRequired: true, agreementText: notInsurance };

export function draftOf(from: PlanTerms): PlanDraft {
  const priceOf = (months: Months): Cents | null =>
    from.prices.find((price) => price.months === months)?.priceCents ?? null;
  return {
    ...from,
    prices: { 1: priceOf(1), 3: priceOf(3), 6: priceOf(6), 12: priceOf(12) },
    benefits: from.benefits.map((benefit, id) => ({ ...benefit, id })),
  };
}

export function termsOf(draft: PlanDraft): PlanTerms {
  return {
    ...draft,
    name: draft.name.trim(),
    descriptor: draft.descriptor.trim(),
    prices: lengths.flatMap((months) => {
      const priceCents = draft.prices[months];
      return priceCents === null ? [] : [{ months, priceCents }];
    }),
    householdPricing: pricingFor(draft.householdPricing, draft.prices),
    activation: {
      ...draft.activation,
      feeCents: draft.activation.feeCents ?? zeroCents,
      cap: draft.activation.basis === "per_household_capped" ? draft.activation.cap : null,
    },
    earlyExit: draft.commitmentPeriods === 0 ? { kind: "none" } : draft.earlyExit,
    ageOutTo: draft.audience.maxAgeExclusive === null ? null : draft.ageOutTo,
    agreementTemplateId: draft.agreementRequired ? draft.agreementTemplateId : null,
    benefits: draft.benefits.filter((benefit) => benefit.label.trim() !== "").map(withKey),
  };
}

export function newBenefit(draft: PlanDraft): BenefitDraft {
  const id = Math.max(0, ...draft.benefits.map((benefit) => benefit.id)) + 1;
  return { ...plainBenefit("", "", 2, "benefit_year"), id };
}

/** The next step of household pricing: one place further, five percent more off. */
export function withNextStep(pricing: Extract<HouseholdPricing, { kind: "nth_member" }>): HouseholdPricing {
  const last = pricing.steps.at(-1);
  const basisPoints = last?.off.kind === "percent" ? Math.min(10_000, last.off.basisPoints + 500) : 1000;
  return {
    kind: "nth_member",
    steps: [...pricing.steps, { nth: (last?.nth ?? 1) + 1, off: { kind: "percent", basisPoints } }],
  };
}

/** What a kind of household pricing begins with: the right thing for most families. */
export function firstPricing(kind: HouseholdPricing["kind"], prices: PlanDraft["prices"]): HouseholdPricing {
  if (kind === "none") return { kind };
  if (kind === "nth_member") return withNextStep({ kind, steps: [] });
  return {
    kind,
    people: 4,
    prices: lengths.flatMap((months) => {
      const price = prices[months];
      return price === null ? [] : [{ months, capCents: toCents(price * 3), extraCents: price }];
    }),
  };
}

/** Family prices of periods the plan is not sold for any more are left out. */
function pricingFor(pricing: HouseholdPricing, prices: PlanDraft["prices"]): HouseholdPricing {
  if (pricing.kind !== "cap") return pricing;
  return { ...pricing, prices: pricing.prices.filter(({ months }) => prices[months] !== null) };
}

/** A benefit's key is made once from its label and never changes with it, so that counters go on. */
function withKey({ id: _, ...benefit }: BenefitDraft, index: number): PlanBenefit {
  const label = benefit.label.trim();
  if (benefit.key !== "") return { ...benefit, label };
  const word = label
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 30);
  return { ...benefit, label, key: `${word === "" ? "benefit" : word}_${index + 1}` };
}
