/** Terms of a version never change (PPL-11), so they are read and understood once for each open file. */
import type { ReadableDb } from "#db/database.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import type { PlanId, PlanVersionId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";

export type KnownPlan = { readonly terms: PlanTerms; readonly planId: PlanId };

const knownPlans = new WeakMap<object, Map<PlanVersionId, KnownPlan>>();

export function planOf(db: ReadableDb, id: PlanVersionId): KnownPlan {
  const known = knownPlans.get(db) ?? new Map<PlanVersionId, KnownPlan>();
  knownPlans.set(db, known);
  const plan = known.get(id) ?? findPlanVersion(db, id);
  invariant(plan, "a schedule points at a plan version");
  known.set(id, plan);
  return plan;
}

/** After a transaction was taken back: a version made in it is gone, and its number may come again. */
export function forgetPlans(db: ReadableDb): void {
  knownPlans.delete(db);
}
