/**
 * A plan's terms (PPL-10): immutable versions (PPL-11), so that old paper never changes and a
 * membership keeps what it was sold.
 */
import type { PeriodMonths } from "../calendar.ts";
import type { Cents } from "../money.ts";

export type PlanPrice = { readonly months: PeriodMonths; readonly priceCents: Cents };

export type ActivationTerms = {
  readonly feeCents: Cents;
  readonly basis: "per_member" | "per_household" | "per_household_capped";
  /** Members who pay at most, for `per_household_capped`. */
  readonly cap: number | null;
  /** The fee covers the first month (MEM-3). */
  readonly includesFirstPeriod: boolean;
};

export type PlanBenefit = {
  readonly key: string;
  readonly label: string;
  readonly quantity: number;
  readonly per: "benefit_year" | "period";
};

export type PlanTerms = {
  readonly name: string;
  readonly descriptor: string;
  readonly audience: { readonly minAge: number | null; readonly maxAgeExclusive: number | null };
  readonly prices: readonly PlanPrice[];
  readonly activation: ActivationTerms;
  readonly reactivation: {
    readonly rule: "months_of_dues" | "fixed" | "missed_dues" | "none";
    readonly months: number;
    readonly fixedCents: Cents;
  };
  /** 0: month to month. */
  readonly commitmentPeriods: number;
  readonly earlyExit: "none" | "remaining_term" | "fixed" | "claw_back";
  readonly autoRenew: boolean;
  readonly taxRatePpm: number;
  readonly benefits: readonly PlanBenefit[];
  readonly discounts: readonly { readonly category: string; readonly percentBasisPoints: number }[];
  readonly waitingDays: number;
  readonly ageOut: "ask" | "auto" | "never";
  readonly insuredAllowed: boolean;
  readonly agreementRequired: boolean;
  readonly agreementText: string;
};

/** The price of a period length, or nothing when the plan is not sold that way. */
export function findPrice(terms: PlanTerms, months: PeriodMonths): Cents | undefined {
  return terms.prices.find((price) => price.months === months)?.priceCents;
}
