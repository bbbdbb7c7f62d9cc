/** What a plan is sold for on a day: its newest version, with the price rises that have begun by then (MEM-17). */
import type { ReadableDb } from "#db/database.ts";
import { findPlan, findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { findReplacedVersion, listPlansToRaise } from "#db/plan-upkeep/price-rises.ts";
import type { Day } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";
import type { PlanPrice, PlanTerms } from "#domain/memberships/plan.ts";

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

/** The terms with new prices for the periods that are named; a period that is not sold any more is not brought back. */
export function withPrices(terms: PlanTerms, prices: readonly PlanPrice[]): PlanTerms {
  return {
    ...terms,
    prices: terms.prices.map((price) => prices.find(({ months }) => months === price.months) ?? price),
  };
}
