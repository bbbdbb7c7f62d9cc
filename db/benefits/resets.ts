/** Benefits whose year or period has ended (PPL-13, PKG-10): those to look at, what became of them, and what rolled over. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type BenefitGrantId, type HouseholdId, type MembershipId, type PatientId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type EndedGrant = {
  readonly grantId: BenefitGrantId;
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly benefitYearOn: Day;
  readonly benefit: string;
  readonly label: string;
  readonly origin: "plan" | "rollover";
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly quantity: number;
  readonly used: number;
};

/** Grants that ended by a day and were not looked at, the oldest end first. */
export function listEndedGrants(db: ReadableDb, today: Day, most: number): EndedGrant[] {
  return db.all<EndedGrant>(
    `select g.id as grantId, g.membership_id as membershipId, m.patient_id as patientId, m.household_id as householdId,
       m.benefit_year_on as benefitYearOn, g.benefit, g.label, g.origin, g.from_on as fromOn, g.to_on as toOn, g.quantity, g.used
     from benefit_grant g join membership m on m.id = g.membership_id
     where g.closed_on is null and g.to_on <= ? order by g.to_on, g.id limit ?`,
    today,
    most,
  );
}

export function closeGrant(db: WritableDb, grantId: BenefitGrantId, on: Day, units: { readonly rolled: number; readonly forfeited: number }): void {
  db.exec("update benefit_grant set closed_on = ?, rolled = ?, forfeited = ? where id = ?", on, units.rolled, units.forfeited, grantId);
}

/** Units of earlier grants of the same benefit that can still be used on a day. */
export function countStillRolled(db: ReadableDb, membershipId: MembershipId, benefit: string, on: Day): number {
  return (
    db.get<{ n: number }>(
      `select coalesce(sum(quantity - used), 0) as n from benefit_grant
       where membership_id = ? and benefit = ? and origin = 'rollover' and closed_on is null and from_on <= ? and to_on > ?`,
      membershipId,
      benefit,
      on,
      on,
    )?.n ?? 0
  );
}

export type NewGrant = {
  readonly membershipId: MembershipId;
  readonly benefit: string;
  readonly label: string;
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly quantity: number;
  readonly createdAt: Instant;
};

/** The plan's grant of some days; nothing when there is one already (F-13). */
export function insertPlanGrant(db: WritableDb, grant: NewGrant): void {
  db.exec(
    `insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, created_at)
     values (?, ?, ?, ?, ?, ?, ?) on conflict (membership_id, benefit, from_on, origin) do nothing`,
    grant.membershipId,
    grant.benefit,
    grant.label,
    grant.fromOn,
    grant.toOn,
    grant.quantity,
    grant.createdAt,
  );
}

export function insertRolledGrant(db: WritableDb, grant: NewGrant, rolledFrom: BenefitGrantId): BenefitGrantId {
  return asId<BenefitGrantId>(
    db.exec(
      `insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, origin, rolled_from, created_at)
       values (?, ?, ?, ?, ?, ?, 'rollover', ?, ?)`,
      grant.membershipId,
      grant.benefit,
      grant.label,
      grant.fromOn,
      grant.toOn,
      grant.quantity,
      rolledFrom,
      grant.createdAt,
    ).id,
  );
}

/** Whether a day is billed or covered. */
export function isDayCovered(db: ReadableDb, membershipId: MembershipId, on: Day): boolean {
  return db.get("select 1 from period where membership_id = ? and in_force = 1 and from_on <= ? and to_on > ?", membershipId, on, on) !== undefined;
}

export type GrantStory = {
  readonly grantId: BenefitGrantId;
  readonly label: string;
  readonly origin: "plan" | "rollover";
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly quantity: number;
  readonly used: number;
  readonly closedOn: Day | null;
  readonly rolled: number;
  readonly forfeited: number;
};

/** Everything a membership was ever granted, newest first. */
export function listGrantStories(db: ReadableDb, membershipId: MembershipId): GrantStory[] {
  return db.all<GrantStory>(
    `select id as grantId, label, origin, from_on as fromOn, to_on as toOn, quantity, used, closed_on as closedOn, rolled, forfeited
     from benefit_grant where membership_id = ? order by from_on desc, origin, id desc`,
    membershipId,
  );
}
