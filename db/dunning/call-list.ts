/** Whom to call about a past-due case: names, phones, members and what they owe in all (BIL-13). */
import type { Day } from "#domain/calendar.ts";
import type { CaseId, HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type CallFacts = {
  readonly payerName: string;
  readonly patientId: PatientId | null;
  readonly phone: string;
  readonly members: string;
  readonly membershipId: MembershipId | null;
  /** Everything unpaid on invoices of memberships that is due by today. */
  readonly owedCents: Cents;
  readonly owedInvoices: number;
  readonly hasCard: boolean;
};

export function findCallFacts(db: ReadableDb, caseId: CaseId, householdId: HouseholdId, today: Day): CallFacts {
  const row = db.get<Omit<CallFacts, "hasCard"> & { hasCard: 0 | 1 }>(
    `select coalesce(trim(p.first_name || ' ' || p.last_name), h.name) as payerName,
       coalesce(h.payer_patient_id, (select patient_id from invoice where id = k.invoice_id)) as patientId,
       coalesce((select number from phone where patient_id = h.payer_patient_id
         order by case kind when 'mobile' then 0 when 'home' then 1 else 2 end limit 1), '') as phone,
       coalesce((select group_concat(name, ', ') from (
         select distinct trim(q.first_name || ' ' || q.last_name) as name
         from invoice_line l join membership m on m.id = l.membership_id join patient q on q.id = m.patient_id
         where l.invoice_id = k.invoice_id and l.kind in ('dues','stub') order by l.position)), '') as members,
       (select min(l.membership_id) from invoice_line l where l.invoice_id = k.invoice_id and l.kind in ('dues','stub')) as membershipId,
       (select coalesce(sum(i.balance_cents), 0) from invoice i where i.household_id = h.id and i.balance_cents > 0
         and i.voided_on is null and i.due_on <= ? and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.membership_id is not null)) as owedCents,
       (select count(*) from invoice i where i.household_id = h.id and i.balance_cents > 0
         and i.voided_on is null and i.due_on <= ? and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.membership_id is not null)) as owedInvoices,
       exists (select 1 from card c where c.household_id = h.id and c.removed_at is null) as hasCard
     from dunning_case k join household h on h.id = k.household_id left join patient p on p.id = h.payer_patient_id
     where k.id = ? and h.id = ?`,
    today,
    today,
    caseId,
    householdId,
  );
  return row === undefined
    ? { payerName: "", patientId: null, phone: "", members: "", membershipId: null, owedCents: 0 as Cents, owedInvoices: 0, hasCard: false }
    : { ...row, hasCard: row.hasCard === 1 };
}
