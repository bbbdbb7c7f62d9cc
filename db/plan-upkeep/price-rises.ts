/** Price rises, their plans and the members they are for (MEM-17). */
import type { Day, Instant, PeriodMonths } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId, type MembershipId, type NoticeId, type PatientId, type PlanId, type PlanVersionId, type PriceRiseId, type StaffId } from "#domain/identity.ts";
import type { PlanPrice } from "#domain/memberships/plan.ts";
import type { RiseScope } from "#domain/memberships/price-rise.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type RiseRow = {
  readonly riseId: PriceRiseId;
  readonly effectiveOn: Day;
  readonly scope: RiseScope;
  readonly noticeDays: number;
  readonly reason: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly withdrawnAt: Instant | null;
  readonly withdrawnBy: string;
};

const riseColumns = `r.id as riseId, r.effective_on as effectiveOn, r.scope, r.notice_days as noticeDays, r.reason,
  r.created_at as createdAt, coalesce(s.name, '') as createdBy, r.withdrawn_at as withdrawnAt,
  coalesce(w.name, '') as withdrawnBy
  from price_rise r left join staff s on s.id = r.created_by left join staff w on w.id = r.withdrawn_by`;

/** Newest first. */
export function listRises(db: ReadableDb, limit: number): RiseRow[] {
  return db.all<RiseRow>(`select ${riseColumns} order by r.id desc limit ?`, limit);
}

export function findRise(db: ReadableDb, id: PriceRiseId): RiseRow | undefined {
  return db.get<RiseRow>(`select ${riseColumns} where r.id = ?`, id);
}

export function insertRise(
  db: WritableDb,
  rise: Pick<RiseRow, "effectiveOn" | "scope" | "noticeDays" | "reason" | "createdAt"> & { readonly createdBy: StaffId | null },
): PriceRiseId {
  return asId<PriceRiseId>(
    db.exec(
      "insert into price_rise (effective_on, scope, notice_days, reason, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
      rise.effectiveOn,
      rise.scope,
      rise.noticeDays,
      rise.reason,
      rise.createdBy,
      rise.createdAt,
    ).id,
  );
}

export function withdrawRise(db: WritableDb, id: PriceRiseId, by: StaffId | null, at: Instant): void {
  db.exec("update price_rise set withdrawn_by = ?, withdrawn_at = ? where id = ?", by, at, id);
}

export type RisePlan = {
  readonly riseId: PriceRiseId;
  readonly planId: PlanId;
  readonly effectiveOn: Day;
  readonly fromVersionId: PlanVersionId;
  /** The version with the new prices; null until the day of the rise has come. */
  readonly toVersionId: PlanVersionId | null;
  readonly prices: readonly PlanPrice[];
};

type StoredPlan = Omit<RisePlan, "prices"> & { readonly prices: string };

const planColumns = `p.rise_id as riseId, p.plan_id as planId, r.effective_on as effectiveOn,
  p.from_version_id as fromVersionId, p.to_version_id as toVersionId, p.prices
  from price_rise_plan p join price_rise r on r.id = p.rise_id`;

export function listRisePlans(db: ReadableDb, id: PriceRiseId): RisePlan[] {
  return db.all<StoredPlan>(`select ${planColumns} where p.rise_id = ? order by p.plan_id`, id).map(withPrices);
}

/** Plans whose new prices are decided and have not begun, the earliest first. */
export function listPlansToRaise(db: ReadableDb): RisePlan[] {
  return db
    .all<StoredPlan>(
      `select ${planColumns} where p.to_version_id is null and r.withdrawn_at is null order by r.effective_on, p.rise_id, p.plan_id`,
    )
    .map(withPrices);
}

/** Somebody who came to a plan, at its price of then, after a rise that is still to begin was decided. */
export type Latecomer = Pick<RisePlan, "riseId" | "planId" | "effectiveOn" | "prices"> & {
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly scope: Exclude<RiseScope, "new_members">;
};

/** Those with draws ahead whose newest record is younger than a waiting rise of its plan, and who are not in it. */
export function listLatecomers(db: ReadableDb): Latecomer[] {
  return db
    .all<Omit<Latecomer, "prices"> & { prices: string }>(
      `select m.id as membershipId, m.household_id as householdId, p.rise_id as riseId, p.plan_id as planId,
         r.effective_on as effectiveOn, r.scope, p.prices
       from price_rise r join price_rise_plan p on p.rise_id = r.id
         join plan_version v on v.plan_id = p.plan_id
         join membership_schedule s on s.plan_version_id = v.id and s.created_at > r.created_at and s.seq = (
           select max(seq) from membership_schedule where membership_id = s.membership_id and withdrawn_at is null)
         join membership m on m.id = s.membership_id and m.next_draw_on is not null
       where p.to_version_id is null and r.withdrawn_at is null and r.scope <> 'new_members'
         and not exists (select 1 from price_rise_member x where x.rise_id = r.id and x.membership_id = m.id)
       order by r.id, m.id`,
    )
    .map((row) => ({ ...row, prices: JSON.parse(row.prices) as PlanPrice[] }));
}

/** The version that was sold before a rise made this one, for a day on which the rise had not begun. */
export function findReplacedVersion(db: ReadableDb, id: PlanVersionId, on: Day): PlanVersionId | null {
  return (
    db.get<{ id: PlanVersionId }>(
      `select p.from_version_id as id from price_rise_plan p join price_rise r on r.id = p.rise_id
       where p.to_version_id = ? and r.effective_on > ?`,
      id,
      on,
    )?.id ?? null
  );
}

function withPrices(row: StoredPlan): RisePlan {
  return { ...row, prices: JSON.parse(row.prices) as PlanPrice[] };
}

export function insertRisePlan(
  db: WritableDb,
  plan: { readonly riseId: PriceRiseId; readonly planId: PlanId; readonly fromVersionId: PlanVersionId; readonly prices: readonly PlanPrice[] },
): void {
  db.exec(
    "insert into price_rise_plan (rise_id, plan_id, from_version_id, prices) values (?, ?, ?, ?)",
    plan.riseId,
    plan.planId,
    plan.fromVersionId,
    JSON.stringify(plan.prices),
  );
}

/** The version that the new prices have replaced, and the one they are in. */
export function setRisenVersion(db: WritableDb, riseId: PriceRiseId, planId: PlanId, from: PlanVersionId, to: PlanVersionId): void {
  db.exec(
    "update price_rise_plan set from_version_id = ?, to_version_id = ? where rise_id = ? and plan_id = ?",
    from,
    to,
    riseId,
    planId,
  );
}

export function insertRiseMember(
  db: WritableDb,
  member: {
    readonly riseId: PriceRiseId;
    readonly membershipId: MembershipId;
    readonly planId: PlanId;
    readonly oldCents: Cents;
    readonly newCents: Cents;
    readonly wishedOn: Day;
    readonly noticeId: NoticeId | null;
  },
): void {
  db.exec(
    `insert into price_rise_member (rise_id, membership_id, plan_id, old_cents, new_cents, wished_on, notice_id)
     values (?, ?, ?, ?, ?, ?, ?)`,
    member.riseId,
    member.membershipId,
    member.planId,
    member.oldCents,
    member.newCents,
    member.wishedOn,
    member.noticeId,
  );
}

/** A rise that is still to come for a member, with what has been told. */
export type OpenRise = {
  readonly id: number;
  readonly riseId: PriceRiseId;
  readonly planId: PlanId;
  readonly oldCents: Cents;
  readonly newCents: Cents;
  readonly wishedOn: Day;
  readonly noticeDays: number;
  readonly noticeSentOn: Day | null;
  readonly fromVersionId: PlanVersionId;
  readonly toVersionId: PlanVersionId | null;
};

export function findOpenRise(db: ReadableDb, membershipId: MembershipId): OpenRise | undefined {
  return db.get<OpenRise>(
    `select x.id, x.rise_id as riseId, x.plan_id as planId, x.old_cents as oldCents, x.new_cents as newCents,
       x.wished_on as wishedOn, r.notice_days as noticeDays, n.told_on as noticeSentOn, p.from_version_id as fromVersionId,
       p.to_version_id as toVersionId
     from price_rise_member x join price_rise r on r.id = x.rise_id
       join price_rise_plan p on p.rise_id = x.rise_id and p.plan_id = x.plan_id
       left join notice n on n.id = x.notice_id
     where x.membership_id = ? and x.took_effect_on is null and x.ended_at is null`,
    membershipId,
  );
}

export function setRiseTookEffect(db: WritableDb, id: number, on: Day): void {
  db.exec("update price_rise_member set took_effect_on = ? where id = ?", on, id);
}

/** Takes members out of a rise that has not taken effect for them; answers how many. */
export function endRiseMembers(
  db: WritableDb,
  of: { readonly riseId: PriceRiseId } | { readonly id: number },
  why: "withdrawn" | "plan_left",
  by: StaffId | null,
  at: Instant,
): number {
  const [where, id] = "riseId" in of ? ["rise_id", of.riseId] : ["id", of.id];
  return db.exec(
    `update price_rise_member set ended_why = ?, ended_by = ?, ended_at = ?
     where ${where} = ? and took_effect_on is null and ended_at is null`,
    why,
    by,
    at,
    id,
  ).changes;
}

export type RiseMemberRow = {
  readonly id: number;
  readonly riseId: PriceRiseId;
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
  readonly planName: string;
  readonly periodMonths: PeriodMonths;
  readonly oldCents: Cents;
  readonly newCents: Cents;
  readonly wishedOn: Day;
  readonly tookEffectOn: Day | null;
  readonly endedWhy: "withdrawn" | "plan_left" | null;
  readonly endedBy: string;
  readonly endedAt: Instant | null;
  /** The proof (MEM-17): which letter, in which state, told on which day, by whom, kept in which file. */
  readonly noticeId: NoticeId | null;
  readonly noticeState: "queued" | "printed" | "sent" | "skipped" | "cancelled" | null;
  readonly noticeSentOn: Day | null;
  readonly sentBy: string;
  readonly documentId: DocumentId | null;
  /** The membership has neither ended nor lapsed. */
  readonly isRunning: 0 | 1;
};

/** Everybody in a rise, by name. */
export function listRiseMembers(db: ReadableDb, riseId: PriceRiseId): RiseMemberRow[] {
  return db.all<RiseMemberRow>(
    `select x.id, x.rise_id as riseId, x.membership_id as membershipId, m.household_id as householdId, m.patient_id as patientId,
       trim(p.first_name || ' ' || p.last_name) as patientName, x.plan_id as planId, pl.name as planName,
       s.period_months as periodMonths, x.old_cents as oldCents, x.new_cents as newCents, x.wished_on as wishedOn,
       x.took_effect_on as tookEffectOn, x.ended_why as endedWhy, coalesce(e.name, '') as endedBy, x.ended_at as endedAt,
       x.notice_id as noticeId, n.state as noticeState, n.told_on as noticeSentOn,
       coalesce(t.name, '') as sentBy, n.document_id as documentId, m.next_draw_on is not null as isRunning
     from price_rise_member x join membership m on m.id = x.membership_id join patient p on p.id = m.patient_id
       join plan pl on pl.id = x.plan_id
       join membership_schedule s on s.membership_id = m.id and s.seq = (
         select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       left join staff e on e.id = x.ended_by left join notice n on n.id = x.notice_id
       left join notice_batch b on b.id = n.batch_id
       left join audit a on a.action = 'notice.given' and n.state = 'sent' and b.id is null
         and a.subject = 'household/' || n.household_id and a.at = n.ended_at
       left join staff t on t.id = coalesce(b.created_by, a.actor_id)
     where x.rise_id = ? order by p.sort_name, x.id`,
    riseId,
  );
}

export type LetterMember = Pick<
  RiseMemberRow,
  "id" | "membershipId" | "patientName" | "planId" | "planName" | "periodMonths" | "oldCents" | "newCents" | "wishedOn" | "tookEffectOn"
>;

/** The members a letter of a rise speaks of, in the order of their names. */
export function listMembersOfLetter(db: ReadableDb, noticeId: NoticeId): LetterMember[] {
  return db.all(
    `select x.id, x.membership_id as membershipId, trim(p.first_name || ' ' || p.last_name) as patientName, x.plan_id as planId,
       pl.name as planName, s.period_months as periodMonths, x.old_cents as oldCents, x.new_cents as newCents,
       x.wished_on as wishedOn, x.took_effect_on as tookEffectOn
     from price_rise_member x join membership m on m.id = x.membership_id join patient p on p.id = m.patient_id
       join plan pl on pl.id = x.plan_id
       join membership_schedule s on s.membership_id = m.id and s.seq = (
         select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
     where x.notice_id = ? and x.ended_at is null order by p.sort_name, x.id`,
    noticeId,
  );
}

/** How many days before a new price the letter of a rise must have gone out. */
export function findNoticeDaysOfLetter(db: ReadableDb, noticeId: NoticeId): number | undefined {
  return db.get<{ days: number }>(
    `select r.notice_days as days from price_rise_member x join price_rise r on r.id = x.rise_id where x.notice_id = ? limit 1`,
    noticeId,
  )?.days;
}

/** Letters about new prices that wait for the printer, with the last day on which the first is in time. */
export function countPriceLetters(db: ReadableDb): { readonly letters: number; readonly byOn: Day | null } {
  return (
    db.get(
      `select count(distinct n.id) as letters, min(date(x.wished_on, '-' || r.notice_days || ' days')) as byOn
       from notice n join price_rise_member x on x.notice_id = n.id and x.ended_at is null
         join price_rise r on r.id = x.rise_id
       where n.state = 'queued' and n.kind = 'price_change'`,
    ) ?? { letters: 0, byOn: null }
  );
}
