/** The terms of a plan while they are typed, and the terms they become (PPL-10). */
import { plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanBenefit, PlanTerms } from "#domain/memberships/plan.ts";
import { toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Months } from "./period-words.ts";

export type PlanDraft = {
  readonly name: string;
  readonly descriptor: string;
  readonly minAge: number | null;
  readonly maxAgeExclusive: number | null;
  readonly prices: Readonly<Record<Months, Cents | null>>;
  readonly activationCents: Cents | null;
  readonly basis: PlanTerms["activation"]["basis"];
  readonly cap: number | null;
  readonly includesFirstPeriod: boolean;
  readonly commitmentPeriods: number;
  readonly agreementRequired: boolean;
  readonly agreementText: string;
  readonly benefits: readonly PlanBenefit[];
  /** What the form does not show is kept as it was. */
  readonly rest: PlanTerms;
};

const notInsurance =
  "This membership is not insurance. It is a plan between you and our office for the services listed, at the price listed, drawn in advance on your draw day.";

export function draftOf(terms: PlanTerms | null): PlanDraft {
  const from = terms ?? { ...plainTerms, agreementRequired: true, agreementText: notInsurance };
  const priceOf = (months: Months): Cents | null =>
    from.prices.find((price) => price.months === months)?.priceCents ?? null;
  return {
    name: from.name,
    descriptor: from.descriptor,
    minAge: from.audience.minAge,
    maxAgeExclusive: from.audience.maxAgeExclusive,
    prices: { 1: priceOf(1), 3: priceOf(3), 6: priceOf(6), 12: priceOf(12) },
    activationCents: from.activation.feeCents,
    basis: from.activation.basis,
    cap: from.activation.cap,
    includesFirstPeriod: from.activation.includesFirstPeriod,
    commitmentPeriods: from.commitmentPeriods,
    agreementRequired: from.agreementRequired,
    agreementText: from.agreementText,
    benefits: from.benefits,
    rest: from,
  };
}

export function termsOf(draft: PlanDraft): PlanTerms {
  const months = [1, 3, 6, 12] as const;
  return {
    ...draft.rest,
    name: draft.name.trim(),
    descriptor: draft.descriptor.trim(),
    audience: { minAge: draft.minAge, maxAgeExclusive: draft.maxAgeExclusive },
    prices: months.flatMap((one) => {
      const priceCents = draft.prices[one];
      return priceCents === null ? [] : [{ months: one, priceCents }];
    }),
    activation: {
      feeCents: draft.activationCents ?? zeroCents,
      basis: draft.basis,
      cap: draft.basis === "per_household_capped" ? draft.cap : null,
      includesFirstPeriod: draft.includesFirstPeriod,
    },
    commitmentPeriods: draft.commitmentPeriods,
    agreementRequired: draft.agreementRequired,
    agreementText: draft.agreementText,
    benefits: draft.benefits.filter((benefit) => benefit.label.trim() !== "").map(withKey),
  };
}

/** What a member pays over the first year, the activation fee included (PPL-10 preview). */
export function firstYearCents(terms: PlanTerms, months: Months): Cents | null {
  const price = terms.prices.find((one) => one.months === months);
  if (!price) return null;
  const periods = 12 / months;
  const included = terms.activation.includesFirstPeriod && months === 1 ? 1 : 0;
  return toCents(price.priceCents * (periods - included) + terms.activation.feeCents);
}

/** A benefit's key is made once from its label and never changes with it, so that counters go on. */
function withKey(benefit: PlanBenefit, index: number): PlanBenefit {
  if (benefit.key !== "") return { ...benefit, label: benefit.label.trim() };
  const word = benefit.label
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 30);
  return {
    ...benefit,
    label: benefit.label.trim(),
    key: `${word === "" ? "benefit" : word}_${index + 1}`,
  };
}
