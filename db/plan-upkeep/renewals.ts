/** Memberships whose term comes to its end (MEM-18). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import type { MembershipRow } from "../memberships/records.ts";

/** Whether somebody has said that a membership goes on after an end of its term (F-12). */
export function hasWithdrawnExpiry(db: ReadableDb, membershipId: MembershipId, effectiveOn: Day): boolean {
  return (
    db.get(
      `select 1 from membership_cancellation
       where membership_id = ? and kind = 'expired' and effective_on = ? and withdrawn_at is not null and rejoined_on is null`,
      membershipId,
      effectiveOn,
    ) !== undefined
  );
}

export type TermMember = MembershipRow & { readonly patientName: string; readonly paysBy: "manual" | "card"; readonly hasCard: 0 | 1 };

/** Versions with a term that is written about are found first: most members are month to month. */
const withTerm = `with fixed (id, is_ending) as (
    select id, json_extract(terms, '$.autoRenew') = 0 from plan_version
    where json_extract(terms, '$.commitmentPeriods') > 0 or json_extract(terms, '$.autoRenew') = 0)
  select m.id, m.patient_id, m.household_id, m.plan_id, m.start_on, m.benefit_year_on, m.billed_through_on,
    m.next_draw_on, m.next_work_on, m.version, trim(p.first_name || ' ' || p.last_name) as patientName,
    h.pays_by as paysBy,
    exists (select 1 from card c where c.household_id = h.id and c.removed_at is null) as hasCard
  from membership m join patient p on p.id = m.patient_id join household h on h.id = m.household_id
    join membership_schedule s on s.membership_id = m.id
      and s.seq = (select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
 `;

/** How a household pays, and whether there is a card that could be asked. */
export function findPays(db: ReadableDb, householdId: HouseholdId): Pick<TermMember, "paysBy" | "hasCard"> {
  return (
    db.get(
      `select pays_by as paysBy, exists (select 1 from card c where c.household_id = h.id and c.removed_at is null) as hasCard
       from household h where id = ?`,
      householdId,
    ) ?? { paysBy: "manual", hasCard: 0 }
  );
}

/** Members under a commitment, of a plan that ends, or with a year paid at once, until their last day; by their numbers. */
export function listTermMembers(db: ReadableDb, today: Day): TermMember[] {
  return db.all<TermMember>(
    `${withTerm} where (s.period_months >= 12 or s.plan_version_id in (select id from fixed))
       and (m.next_draw_on is not null or exists (
         select 1 from membership_cancellation c
         where c.membership_id = m.id and c.kind = 'expired' and c.withdrawn_at is null and c.effective_on > ?))
     order by m.id`,
    today,
  );
}

/** Members of plans that do not renew by themselves, without an end entered. */
export function listEndingMembers(db: ReadableDb): TermMember[] {
  return db.all<TermMember>(
    `${withTerm} where m.next_draw_on is not null and s.plan_version_id in (select id from fixed where is_ending)
       and not exists (select 1 from membership_cancellation c where c.membership_id = m.id and c.withdrawn_at is null)
     order by m.id`,
  );
}

/** The period that begins with or right after a day, while something of its invoice is owed. */
export function findUnpaidFrom(
  db: ReadableDb,
  membershipId: MembershipId,
  from: Day,
): { readonly fromOn: Day; readonly amountCents: Cents; readonly invoiceNumber: number } | undefined {
  return db.get(
    `select p.from_on as fromOn, p.amount_cents as amountCents, i.number as invoiceNumber
     from period p join invoice i on i.id = p.invoice_id
     where p.membership_id = ? and p.in_force = 1 and i.balance_cents > 0 and i.voided_on is null
       and p.from_on = (select min(from_on) from period where membership_id = p.membership_id and in_force = 1 and from_on >= ?)`,
    membershipId,
    from,
  );
}

export type LetterState = { readonly kind: string; readonly state: string; readonly toldOn: Day | null };

/** The letters about one event, in their order. */
export function listLettersOfEvent(db: ReadableDb, event: string): LetterState[] {
  return db.all<LetterState>("select kind, state, told_on as toldOn from notice where event = ? order by id", event);
}

export type PaidUpMember = {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planName: string;
  readonly renewsOn: Day;
  /** The invoice of the new term, made and not paid; null while the renewal lies ahead. */
  readonly invoiceNumber: number | null;
};

/** Who pays a year at once and has no card to be charged: renewals up to a day, and those made and unpaid (MEM-18). */
export function listPaidUpWithoutCard(db: ReadableDb, through: Day, limit: number): PaidUpMember[] {
  return db.all<PaidUpMember>(
    `with yearly as (
       select m.id, m.patient_id, m.start_on, m.billed_through_on, n.name as plan_name,
         trim(p.first_name || ' ' || p.last_name) as patient_name
       from membership m join patient p on p.id = m.patient_id join household h on h.id = m.household_id
         join plan n on n.id = m.plan_id
         join membership_schedule s on s.membership_id = m.id and s.period_months >= 12
           and s.seq = (select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       where m.next_draw_on is not null
         and (h.pays_by = 'manual' or not exists (select 1 from card c where c.household_id = h.id and c.removed_at is null)))
     select y.id as membershipId, y.patient_id as patientId, y.patient_name as patientName, y.plan_name as planName,
       p.from_on as renewsOn, i.number as invoiceNumber
     from yearly y join period p on p.membership_id = y.id and p.in_force = 1 and p.kind = 'period' and p.from_on > y.start_on
       join invoice i on i.id = p.invoice_id and i.kind = 'draw' and i.balance_cents > 0 and i.voided_on is null
     where exists (select 1 from period q where q.membership_id = y.id and q.in_force = 1 and q.kind = 'period' and q.from_on < p.from_on)
     union all
     select y.id, y.patient_id, y.patient_name, y.plan_name, y.billed_through_on, null
     from yearly y where y.billed_through_on <= ?
     order by renewsOn, membershipId limit ?`,
    through,
    limit,
  );
}
