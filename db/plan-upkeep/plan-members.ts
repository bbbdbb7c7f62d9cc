/** The members of a plan, on whichever version, that have draws ahead. */
import type { HouseholdId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export type PlanMember = {
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
};

/** By name. The plan is that of the newest record of the schedule, so a move that waits counts already. */
export function listPlanMembers(db: ReadableDb, planId: PlanId): PlanMember[] {
  return db.all<PlanMember>(
    `select m.id as membershipId, m.household_id as householdId, p.id as patientId,
       trim(p.first_name || ' ' || p.last_name) as patientName, v.plan_id as planId
     from membership m join patient p on p.id = m.patient_id
       join membership_schedule s on s.membership_id = m.id and s.seq = (
         select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       join plan_version v on v.id = s.plan_version_id
     where v.plan_id = ? and m.next_draw_on is not null order by p.sort_name, m.id`,
    planId,
  );
}
