/** Memberships whose term comes to its end (MEM-18). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
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
  where m.next_draw_on is not null`;

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

/** Members under a commitment, of a plan that ends, or with a year paid at once; by their numbers. */
export function listTermMembers(db: ReadableDb): TermMember[] {
  return db.all<TermMember>(`${withTerm} and (s.period_months >= 12 or s.plan_version_id in (select id from fixed)) order by m.id`);
}

/** Members of plans that do not renew by themselves, without an end entered. */
export function listEndingMembers(db: ReadableDb): TermMember[] {
  return db.all<TermMember>(
    `${withTerm} and s.plan_version_id in (select id from fixed where is_ending)
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
