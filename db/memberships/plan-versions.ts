/** The versions of a plan and who is on which (PPL-11). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId, PlanId, PlanVersionId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import type { ReadableDb } from "../database.ts";

export type PlanVersionRow = {
  readonly planVersionId: PlanVersionId;
  readonly number: number;
  readonly terms: PlanTerms;
  readonly createdAt: Instant;
  readonly createdBy: string | null;
};

/** The newest first. */
export function listPlanVersions(db: ReadableDb, planId: PlanId): PlanVersionRow[] {
  return db
    .all<Omit<PlanVersionRow, "terms"> & { terms: string }>(
      `select v.id as planVersionId, v.number, v.terms, v.created_at as createdAt, s.name as createdBy
       from plan_version v left join staff s on s.id = v.created_by where v.plan_id = ? order by v.number desc`,
      planId,
    )
    .map((row) => ({ ...row, terms: JSON.parse(row.terms) as PlanTerms }));
}

export type VersionMember = {
  readonly planVersionId: PlanVersionId;
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly patientName: string;
  readonly startOn: Day;
};

/** Everybody whose membership has not ended, with the version of its latest schedule, by name. */
export function listVersionMembers(db: ReadableDb, planId: PlanId, today: Day): VersionMember[] {
  return db.all<VersionMember>(
    `select s.plan_version_id as planVersionId, m.id as membershipId, m.patient_id as patientId,
       m.household_id as householdId, p.sort_name as patientName, m.start_on as startOn
     from membership m
       join membership_schedule s on s.membership_id = m.id and s.seq = (
         select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       join plan_version v on v.id = s.plan_version_id
       join patient p on p.id = m.patient_id
       left join membership_cancellation c on c.membership_id = m.id and c.withdrawn_at is null
       left join membership_lapse l on l.membership_id = m.id and l.ended_at is null
     where v.plan_id = ? and l.id is null and (c.id is null or c.effective_on > ?)
     order by p.sort_name, m.id`,
    planId,
    today,
  );
}
