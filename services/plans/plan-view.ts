/** Plans as the office shows them: newest terms, members on them, monthly dues (PPL-10). */
import type { ReadableDb } from "#db/database.ts";
import { countMembersByPlan } from "#db/memberships/plan-counts.ts";
import { findPlan, listPlans as listPlanRows, type PlanRow } from "#db/memberships/plans.ts";
import type { PlanId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";

export type PlanView = PlanRow & { readonly activeMembers: number; readonly monthlyDuesCents: Cents };

export function listPlans(cx: Cx): PlanView[] {
  return look<PlanView[]>(cx, (db) => {
    const counts = countMembersByPlan(db, cx.today);
    return listPlanRows(db).map((row) => ({
      ...row,
      activeMembers: counts.get(row.planId)?.members ?? 0,
      monthlyDuesCents: counts.get(row.planId)?.monthlyDuesCents ?? zeroCents,
    }));
  });
}

export function requirePlanView(db: ReadableDb, planId: PlanId, today: Cx["today"]): PlanView {
  const row = findPlan(db, planId) ?? refuse("plan_not_found", {});
  const count = countMembersByPlan(db, today).get(planId);
  return { ...row, activeMembers: count?.members ?? 0, monthlyDuesCents: count?.monthlyDuesCents ?? zeroCents };
}
