/** What a plan is sold for on a day: its newest version, with the price rises that have begun by then (MEM-17). */
import type { ReadableDb } from "#db/database.ts";
import { findPlan, findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { findReplacedVersion, listPlansToRaise } from "#db/plan-upkeep/price-rises.ts";
import type { Day } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";
import type { PlanPrice, PlanTerms } from "#domain/memberships/plan.ts";
import { scale } from "#domain/money.ts";
import type { HouseholdPricing } from "#domain/pricing/household-pricing.ts";

/**
 * Nothing for a plan that is not there. Before the day of a rise it is the version that the rise replaces, also when
 * a run that comes late has made the new one already (BIL-3); ahead of it the version of today with its new prices.
 */
export function findPlanOn(db: ReadableDb, planId: PlanId, on: Day): PlanRow | undefined {
  const newest = findPlan(db, planId);
  if (!newest) return undefined;
  const plan = versionBefore(db, newest, on);
  const rises = listPlansToRaise(db).filter((rise) => rise.planId === planId && rise.effectiveOn <= on);
  return rises.reduce<PlanRow>((raised, rise) => ({ ...raised, terms: withPrices(raised.terms, rise.prices) }), plan);
}

function versionBefore(db: ReadableDb, plan: PlanRow, on: Day): PlanRow {
  const replaced = findReplacedVersion(db, plan.planVersionId, on);
  const before = replaced === null ? undefined : findPlanVersion(db, replaced);
  return before ? versionBefore(db, before, on) : plan;
}

/**
 * The terms with new prices for the periods that are named; a period that is not sold any more is not brought
 * back. What a family pays at most goes up in the same proportion, or a rise would pass families by (PPL-12).
 */
export function withPrices(terms: PlanTerms, prices: readonly PlanPrice[]): PlanTerms {
  return {
    ...terms,
    prices: terms.prices.map((price) => prices.find(({ months }) => months === price.months) ?? price),
    householdPricing: raisedCaps(terms, prices),
  };
}

function raisedCaps({ householdPricing: pricing, prices: sold }: PlanTerms, prices: readonly PlanPrice[]): HouseholdPricing {
  if (pricing.kind !== "cap") return pricing;
  return {
    ...pricing,
    prices: pricing.prices.map((cap) => {
      const before = sold.find(({ months }) => months === cap.months)?.priceCents;
      const after = prices.find(({ months }) => months === cap.months)?.priceCents;
      if (before === undefined || after === undefined || before <= 0) return cap;
      return { ...cap, capCents: scale(cap.capCents, after, before), extraCents: scale(cap.extraCents, after, before) };
    }),
  };
}
