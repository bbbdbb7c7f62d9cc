/** Members of plans with a maximum age, and what a person has chosen for one (MEM-16). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId, PlanId, PlanVersionId, StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type AgeOutChoice = {
  readonly choice: "move" | "stay";
  readonly reason: string;
  readonly createdAt: Instant;
  readonly by: string;
};

/** The choice in force for a member of a plan. */
export function findAgeOutChoice(db: ReadableDb, membershipId: MembershipId, planId: PlanId): AgeOutChoice | undefined {
  return db.get<AgeOutChoice>(
    `select c.choice, c.reason, c.created_at as createdAt, coalesce(s.name, '') as "by"
     from age_out_choice c left join staff s on s.id = c.created_by
     where c.membership_id = ? and c.plan_id = ? and c.replaced_at is null`,
    membershipId,
    planId,
  );
}

/** The choice before, if any, gives way and stays as history (F-12). */
export function insertAgeOutChoice(
  db: WritableDb,
  choice: {
    readonly membershipId: MembershipId;
    readonly planId: PlanId;
    readonly choice: "move" | "stay";
    readonly reason: string;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): void {
  endAgeOutChoice(db, choice.membershipId, choice.planId, choice.createdAt);
  db.exec(
    `insert into age_out_choice (membership_id, plan_id, choice, reason, created_by, created_at) values (?, ?, ?, ?, ?, ?)`,
    choice.membershipId,
    choice.planId,
    choice.choice,
    choice.reason,
    choice.createdBy,
    choice.createdAt,
  );
}

/** Answers whether there was one. */
export function endAgeOutChoice(db: WritableDb, membershipId: MembershipId, planId: PlanId, at: Instant): boolean {
  return (
    db.exec(
      "update age_out_choice set replaced_at = ? where membership_id = ? and plan_id = ? and replaced_at is null",
      at,
      membershipId,
      planId,
    ).changes > 0
  );
}

export type BandMember = {
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planVersionId: PlanVersionId;
  readonly birthOn: Day | null;
  readonly maxAge: number | null;
};

/** The versions with an age band are few, so they are found first and understood once. */
const inBand = `with band (id, max_age) as (
    select id, json_extract(terms, '$.audience.maxAgeExclusive') from plan_version
    where json_extract(terms, '$.audience.maxAgeExclusive') is not null or json_extract(terms, '$.audience.minAge') is not null)
  select m.id as membershipId, m.household_id as householdId, p.id as patientId,
    trim(p.first_name || ' ' || p.last_name) as patientName, band.id as planVersionId, p.birth_on as birthOn,
    band.max_age as maxAge
  from band join membership_schedule s on s.plan_version_id = band.id
    join membership m on m.id = s.membership_id and m.next_draw_on is not null
    join patient p on p.id = m.patient_id
  where s.withdrawn_at is null
    and s.seq = (select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)`;

/** Members with draws ahead whose birthday of the maximum age lies on or before a day, the earliest first. */
export function listGrowingOut(db: ReadableDb, through: Day): BandMember[] {
  return db.all<BandMember>(
    `${inBand} and p.birth_on is not null and band.max_age is not null and date(p.birth_on, '+' || band.max_age || ' years') <= ?
     order by date(p.birth_on, '+' || band.max_age || ' years'), patientName, m.id`,
    through,
  );
}

/** Members of a plan with an age band whose birth date is not known. */
export function listWithoutBirthDate(db: ReadableDb): BandMember[] {
  return db.all<BandMember>(`${inBand} and p.birth_on is null order by patientName, m.id`);
}
