/**
 * Used benefits carry by category when a plan is changed (MEM-9): left = max(0, new − used). A counter
 * always equals its own uses, so what was used of another benefit makes the new grant smaller.
 */
import { findPlanVersion } from "#db/memberships/plans.ts";
import { findMembership, setPlanAndBenefitYear, type MembershipRow } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day, DayRange } from "#domain/calendar.ts";
import type { PlanVersionId } from "#domain/identity.ts";
import { benefitYearOf } from "#domain/memberships/benefit-year.ts";
import { carryUses, type RunningGrant } from "#domain/memberships/carry-benefits.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import type { Work } from "../context.ts";

type Member = Pick<MembershipRow, "id" | "benefit_year_on">;

/** The running grants give way to those of the new terms; `days` are the first days billed under them. */
export function carryBenefits(
  cx: Work,
  db: WritableDb,
  membership: Member,
  oldVersionId: PlanVersionId,
  terms: PlanTerms,
  days: DayRange,
): void {
  const old = findPlanVersion(db, oldVersionId)?.terms.benefits ?? [];
  const on = days.from > cx.today ? days.from : cx.today;
  const running = db.all<RunningGrant>(
    "select id, benefit, label, used from benefit_grant where membership_id = ? and origin = 'plan' and from_on <= ? and to_on > ? order by id",
    membership.id,
    on,
    on,
  );
  const carried = carryUses(old, terms.benefits, running);
  const kept = new Set(carried.map(({ keeps }) => keeps?.id));
  for (const { id } of running)
    if (!kept.has(id)) db.exec("update benefit_grant set to_on = max(from_on, ?), closed_on = ? where id = ?", on, on, id);
  endRolledOver(db, membership, terms, on);
  for (const { benefit, keeps, usedElsewhere } of carried) {
    const left = Math.max(0, benefit.quantity - usedElsewhere);
    if (keeps) {
      db.exec("update benefit_grant set quantity = max(used, ?) where id = ?", left, keeps.id);
      continue;
    }
    const grant = benefit.per === "period" ? days : benefitYearOf(membership.benefit_year_on, on);
    db.exec(
      `insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, created_at)
       values (?, ?, ?, ?, ?, ?, ?) on conflict (membership_id, benefit, from_on, origin) do nothing`,
      membership.id,
      benefit.key,
      benefit.label,
      grant.from,
      grant.to,
      left,
      cx.now,
    );
  }
}

/** Units that rolled over go on where the new terms have their benefit, and end with the old terms elsewhere. */
function endRolledOver(db: WritableDb, { id }: Member, terms: PlanTerms, on: Day): void {
  db.exec(
    `update benefit_grant set to_on = max(from_on, ?), closed_on = ?, forfeited = quantity - used where membership_id = ? and origin = 'rollover'
       and closed_on is null and to_on > ? and benefit not in (select value from json_each(?))`,
    on,
    on,
    id,
    on,
    JSON.stringify(terms.benefits.map(({ key }) => key)),
  );
}

/** The first days billed under another plan than before: a move that waited has begun. */
export function beginPlan(
  cx: Work,
  db: WritableDb,
  membership: Member,
  facts: DrawFacts,
  plan: { readonly versionId: PlanVersionId; readonly planId: MembershipRow["plan_id"]; readonly terms: PlanTerms },
  days: DayRange,
): void {
  const kept = findMembership(db, membership.id);
  if (!kept || kept.plan_id === plan.planId) return;
  const at = facts.records.findLastIndex(({ planVersionId }) => planVersionId === plan.versionId);
  const before = facts.records[at - 1];
  if (!before) return;
  carryBenefits(cx, db, kept, before.planVersionId, plan.terms, days);
  setPlanAndBenefitYear(db, kept.id, plan.planId, kept.benefit_year_on);
}
