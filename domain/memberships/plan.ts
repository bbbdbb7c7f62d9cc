/**
 * A plan's terms (PPL-10): immutable versions (PPL-11), so that old paper never changes and a
 * membership keeps what it was sold.
 */
import type { PeriodMonths } from "../calendar.ts";
import type { PlanId } from "../identity.ts";
import type { Cents } from "../money.ts";
import type { HouseholdPricing } from "../pricing/household-pricing.ts";
import type { EarlyExitPolicy } from "./early-exit.ts";

export type PlanPrice = { readonly months: PeriodMonths; readonly priceCents: Cents };

export type ActivationTerms = {
  readonly feeCents: Cents;
  readonly basis: "per_member" | "per_household" | "per_household_capped";
  /** Members who pay at most, for `per_household_capped`. */
  readonly cap: number | null;
  /** The fee covers the first month (MEM-3). */
  readonly includesFirstPeriod: boolean;
};

/** What one unit of a benefit is spent on (PPL-13). */
export type BenefitScope =
  /** What its name says; the desk decides. */
  | { readonly kind: "named" }
  /** Any one of these services: with several codes a member picks. */
  | { readonly kind: "services"; readonly codes: readonly string[] }
  | { readonly kind: "category"; readonly category: string };

/** What happens to units that are left when a benefit year or period ends (PPL-13). */
export type Rollover =
  | { readonly kind: "none" }
  /** Not used within so many months they are gone; null: they stay as long as the membership. */
  | { readonly kind: "some"; readonly units: number; readonly months: number | null }
  | { readonly kind: "all"; readonly months: number | null };

export type PlanBenefit = {
  /** Made once from the first label; counters go by it, so it never changes. */
  readonly key: string;
  readonly label: string;
  readonly quantity: number;
  readonly per: "benefit_year" | "period";
  readonly scope: BenefitScope;
  /** The most one unit is worth: what a service costs above it the member pays. */
  readonly valueCapCents: Cents | null;
  readonly rollover: Rollover;
  /** Others of the household may use it. */
  readonly shareable: boolean;
  /** Days from the start before it can be used; null: the plan's own `waitingDays`. */
  readonly waitingDays: number | null;
};

/** What members pay less for services that are no benefit (PPL-13). */
export type MemberDiscount = {
  readonly on:
    | { readonly kind: "all" }
    | { readonly kind: "category"; readonly category: string }
    | { readonly kind: "service"; readonly code: string };
  readonly off:
    | { readonly kind: "percent"; readonly basisPoints: number }
    | { readonly kind: "member_price"; readonly cents: Cents };
};

/** Dues, or a part of each, kept as money to spend (PPL-13). */
export type Wallet =
  | { readonly kind: "none" }
  | { readonly kind: "percent"; readonly basisPoints: number }
  | { readonly kind: "amount"; readonly cents: Cents };

/** What becomes of a wallet when the membership ends (PKG-11). */
export type WalletAfter =
  /** It can be spent so many days longer, and is lost then. */
  | { readonly kind: "kept"; readonly days: number }
  | { readonly kind: "forfeit" }
  /** It was paid for: it becomes credit of the household, which can be given back. */
  | { readonly kind: "to_credit" };

export type PlanTerms = {
  readonly name: string;
  readonly descriptor: string;
  readonly audience: { readonly minAge: number | null; readonly maxAgeExclusive: number | null };
  readonly prices: readonly PlanPrice[];
  readonly householdPricing: HouseholdPricing;
  readonly activation: ActivationTerms;
  readonly reactivation: {
    readonly rule: "months_of_dues" | "fixed" | "missed_dues" | "none";
    readonly months: number;
    readonly fixedCents: Cents;
  };
  /** 0: month to month. */
  readonly commitmentPeriods: number;
  readonly earlyExit: EarlyExitPolicy;
  readonly autoRenew: boolean;
  readonly taxRatePpm: number;
  readonly benefits: readonly PlanBenefit[];
  /** From the member's start day, or from 1 January. */
  readonly benefitYear: "membership" | "calendar";
  readonly wallet: Wallet;
  readonly walletAfter: WalletAfter;
  readonly discounts: readonly MemberDiscount[];
  /** Days from the start before benefits can be used, unless a benefit says otherwise. */
  readonly waitingDays: number;
  readonly ageOut: "ask" | "auto" | "never";
  /** The plan a member moves to at the maximum age (MEM-16). */
  readonly ageOutTo: PlanId | null;
  readonly insuredAllowed: boolean;
  readonly agreementRequired: boolean;
  /** The template that is signed (MEM-8); null: `agreementText` alone is the agreement. */
  readonly agreementTemplateId: number | null;
  /** With a template: the plan's own words in it. */
  readonly agreementText: string;
};

/** The price of a period length, or nothing when the plan is not sold that way. */
export function findPrice(terms: PlanTerms, months: PeriodMonths): Cents | undefined {
  return terms.prices.find((price) => price.months === months)?.priceCents;
}

/** Days from the start before a benefit can be used. */
export function waitingDaysOf(terms: Pick<PlanTerms, "waitingDays">, benefit: PlanBenefit): number {
  return benefit.waitingDays ?? terms.waitingDays;
}
