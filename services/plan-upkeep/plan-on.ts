/** What a plan is sold for on a day to come: its newest version, with the prices of a rise that begins before (MEM-17). */
import type { ReadableDb } from "#db/database.ts";
import { findPlan, type PlanRow } from "#db/memberships/plans.ts";
import { listPlansToRaise } from "#db/plan-upkeep/price-rises.ts";
import type { Day } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";
import type { PlanPrice, PlanTerms } from "#domain/memberships/plan.ts";

/** Nothing for a plan that is not there. The version is the one of today; the rise makes the next on its day. */
export function findPlanOn(db: ReadableDb, planId: PlanId, on: Day): PlanRow | undefined {
  const plan = findPlan(db, planId);
  if (!plan) return undefined;
  const rises = listPlansToRaise(db).filter((rise) => rise.planId === planId && rise.effectiveOn <= on);
  return rises.reduce<PlanRow>((raised, rise) => ({ ...raised, terms: withPrices(raised.terms, rise.prices) }), plan);
}

/** The terms with new prices for the periods that are named; a period that is not sold any more is not brought back. */
export function withPrices(terms: PlanTerms, prices: readonly PlanPrice[]): PlanTerms {
  return {
    ...terms,
    prices: terms.prices.map((price) => prices.find(({ months }) => months === price.months) ?? price),
  };
}
