/**
 * Puts a starter set in (PPL-15): services, an agreement, and plans as drafts, all the office's own
 * from then on. What the office has already, by code or name, is left as it is.
 */
import { findServiceByCode } from "#db/catalogue/services.ts";
import { listTemplates } from "#db/agreements/templates.ts";
import type { WritableDb } from "#db/database.ts";
import { listPlans } from "#db/memberships/plans.ts";
import type { AgreementTemplateId, PlanId } from "#domain/identity.ts";
import { starterSets } from "#domain/starters/starter-sets.ts";
import type { Specialty, StarterSet } from "#domain/starters/starter-set.ts";
import { addTemplateWithin } from "../agreements/manage-templates.ts";
import { addServiceWithin } from "../catalogue/manage-services.ts";
import { act, type Cx } from "../context.ts";
import { insertPlanWithin } from "../plans/change-plan.ts";
import { audit } from "../record.ts";

export type StarterUsed = { readonly services: number; readonly plans: number; readonly templates: number };

export function installStarterSet(cx: Cx, input: { readonly specialty: Specialty }): StarterUsed {
  return act<StarterUsed>(cx, (db) => installWithin(cx, db, starterSets[input.specialty]));
}

function installWithin(cx: Cx, db: WritableDb, set: StarterSet): StarterUsed {
  const missing = set.services.filter(({ code }) => !findServiceByCode(db, code, cx.today));
  for (const service of missing) addServiceWithin(cx, db, service);
  const known = listTemplates(db).find((one) => sameName(one.name, set.template.name) && one.retiredAt === null);
  const templateId: AgreementTemplateId = known?.templateId ?? addTemplateWithin(cx, db, set.template).templateId;
  const byName = new Map<string, PlanId>(listPlans(db).map(({ name, planId }) => [name.toLowerCase(), planId]));
  let plans = 0;
  // Who is grown into comes first, so that the younger plan can name it.
  for (const plan of set.plans.toSorted((a, b) => Number(a.ageOutToName !== null) - Number(b.ageOutToName !== null))) {
    if (byName.has(plan.terms.name.toLowerCase())) continue;
    const ageOutTo = plan.ageOutToName === null ? null : (byName.get(plan.ageOutToName.toLowerCase()) ?? null);
    const terms = { ...plan.terms, agreementTemplateId: templateId, ageOutTo };
    byName.set(terms.name.toLowerCase(), insertPlanWithin(cx, db, { terms, state: "draft" }));
    plans += 1;
  }
  const used = { services: missing.length, plans, templates: known ? 0 : 1 };
  audit(cx, db, "starter_set.used", "practice/1", { after: { specialty: set.specialty, ...used } });
  db.touch("services", "agreements", "plans");
  return used;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
