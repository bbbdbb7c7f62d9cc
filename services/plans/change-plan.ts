/** Adds a plan, makes its next version, or changes whether it is on sale (PPL-10, PPL-11). */
import { findTemplate } from "#db/agreements/templates.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findPlan, insertPlan, insertPlanVersion, type PlanRow, type PlanState } from "#db/memberships/plans.ts";
import { asId, type AgreementTemplateId, type PlanId } from "#domain/identity.ts";
import { checkPlanTerms } from "#domain/memberships/plan-check.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requirePlanView, type PlanView } from "./plan-view.ts";

/** Refuses `plan_terms_wrong`. */
export function addPlan(cx: Cx, input: { readonly terms: PlanTerms; readonly state: PlanState }): PlanView {
  return act<PlanView>(cx, (db) => requirePlanView(db, insertPlanWithin(cx, db, input), cx.today));
}

/** The same inside the caller's transaction. */
export function insertPlanWithin(
  cx: Cx,
  db: WritableDb,
  input: { readonly terms: PlanTerms; readonly state: PlanState },
): PlanId {
  const terms = checkedTerms(db, input.terms, null);
  const planId = insertPlan(db, { name: terms.name, state: input.state, createdAt: cx.now });
  insertPlanVersion(db, { planId, number: 1, terms, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "plan.added", `plan/${planId}`, { after: { name: terms.name, state: input.state } });
  db.touch("plans");
  return planId;
}

/** The next version of the terms; members stay on theirs. Refuses `plan_not_found`, `record_changed_meanwhile`. */
export function revisePlan(
  cx: Cx,
  input: { readonly planId: PlanId; readonly version: number; readonly terms: PlanTerms },
): PlanView {
  return act<PlanView>(cx, (db) => {
    const plan = requireUnchanged(db, input);
    const terms = checkedTerms(db, input.terms, plan.planId);
    insertPlanVersion(db, {
      planId: plan.planId,
      number: plan.versionNumber + 1,
      terms,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    db.exec("update plan set name = ?, version = version + 1 where id = ?", terms.name, plan.planId);
    audit(cx, db, "plan.revised", `plan/${plan.planId}`, {
      before: { version: plan.versionNumber, name: plan.name },
      after: { version: plan.versionNumber + 1, name: terms.name },
    });
    db.touch("plans");
    return requirePlanView(db, plan.planId, cx.today);
  });
}

export function setPlanState(
  cx: Cx,
  input: { readonly planId: PlanId; readonly version: number; readonly state: PlanState },
): PlanView {
  return act<PlanView>(cx, (db) => {
    const plan = requireUnchanged(db, input);
    db.exec("update plan set state = ?, version = version + 1 where id = ?", input.state, plan.planId);
    audit(cx, db, "plan.state_changed", `plan/${plan.planId}`, {
      before: { state: plan.state },
      after: { state: input.state },
    });
    db.touch("plans");
    return requirePlanView(db, plan.planId, cx.today);
  });
}

/** What the terms alone cannot tell: the plan to grow into and the agreement are there (MEM-16, MEM-8). */
function checkedTerms(db: ReadableDb, given: PlanTerms, self: PlanId | null): PlanTerms {
  const terms = checkPlanTerms(given);
  const { ageOutTo, agreementTemplateId } = terms;
  if (ageOutTo !== null && (ageOutTo === self || !findPlan(db, ageOutTo)))
    refuse("plan_terms_wrong", { what: "successor" });
  if (agreementTemplateId !== null && findTemplate(db, asId<AgreementTemplateId>(agreementTemplateId))?.retiredAt !== null)
    refuse("plan_terms_wrong", { what: "agreement_template" });
  return terms;
}

function requireUnchanged(db: WritableDb, input: { readonly planId: PlanId; readonly version: number }): PlanRow {
  const plan = findPlan(db, input.planId) ?? refuse("plan_not_found", {});
  if (plan.version !== input.version) refuse("record_changed_meanwhile", {});
  return plan;
}
