/** The versions of a plan, what changed from one to the next, and who is on which (PPL-11). */
import { findTemplateName } from "#db/agreements/templates.ts";
import type { ReadableDb } from "#db/database.ts";
import { listPlanVersions, listVersionMembers, type VersionMember } from "#db/memberships/plan-versions.ts";
import { findPlan } from "#db/memberships/plans.ts";
import { findPractice } from "#db/practice.ts";
import type { Instant } from "#domain/calendar.ts";
import { asId, type AgreementTemplateId, type PlanId, type PlanVersionId } from "#domain/identity.ts";
import { planDifferences, planFacts, type PlanDifference, type PlanFact, type PlanNames } from "#domain/memberships/plan-words.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";

export type PlanVersionView = {
  readonly planVersionId: PlanVersionId;
  readonly number: number;
  readonly createdAt: Instant;
  readonly createdBy: string | null;
  readonly facts: PlanFact[];
  /** Against the version before; empty for the first. */
  readonly differences: PlanDifference[];
  readonly members: number;
  /** The first of them by name. */
  readonly someMembers: Omit<VersionMember, "planVersionId">[];
};

const mostMembersShown = 200;

/** The newest first. Refuses `plan_not_found`. */
export function listVersionsOfPlan(cx: Cx, planId: PlanId): PlanVersionView[] {
  return look<PlanVersionView[]>(cx, (db) => {
    if (!findPlan(db, planId)) refuse("plan_not_found", {});
    const names = planNames(db);
    const members = Map.groupBy(listVersionMembers(db, planId, cx.today), ({ planVersionId }) => planVersionId);
    const versions = listPlanVersions(db, planId);
    return versions.map(({ planVersionId, number, terms, createdAt, createdBy }, index) => {
      const before = versions[index + 1];
      const those = members.get(planVersionId) ?? [];
      return {
        planVersionId,
        number,
        createdAt,
        createdBy,
        facts: planFacts(terms, names),
        differences: before ? planDifferences(before.terms, terms, names) : [],
        members: those.length,
        someMembers: those
          .slice(0, mostMembersShown)
          .map(({ membershipId, patientId, householdId, patientName, startOn }) => ({ membershipId, patientId, householdId, patientName, startOn })),
      };
    });
  });
}

function planNames(db: ReadableDb): PlanNames {
  return {
    plan: (id) => findPlan(db, asId<PlanId>(id))?.name,
    template: (id) => findTemplateName(db, asId<AgreementTemplateId>(id)),
    digits: currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2,
  };
}
