/** A membership's terms, and one of its benefits, as they were on a day (PPL-11). */
import type { ReadableDb } from "#db/database.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { listScheduleRecords } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { recordStart } from "#domain/memberships/draw-facts.ts";
import type { PlanBenefit, PlanTerms } from "#domain/memberships/plan.ts";

export function termsOn(db: ReadableDb, membershipId: MembershipId, on: Day): PlanTerms | undefined {
  const records = listScheduleRecords(db, membershipId);
  const record = records.findLast((one) => recordStart(one) <= on) ?? records[0];
  return record && findPlanVersion(db, record.planVersionId)?.terms;
}

/** Nothing where the plan of that day has no such benefit. */
export function benefitTermsOn(
  db: ReadableDb,
  membershipId: MembershipId,
  benefit: string,
  on: Day,
): { readonly terms: PlanTerms; readonly benefit: PlanBenefit } | undefined {
  const terms = termsOn(db, membershipId, on);
  const found = terms?.benefits.find(({ key }) => key === benefit);
  return terms && found && { terms, benefit: found };
}
