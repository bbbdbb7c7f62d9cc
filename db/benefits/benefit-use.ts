/** How benefits were used over some days (PKG-10): granted units, uses at their list price, and the dues that were asked for. */
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type MemberUse = {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
  readonly planName: string;
  readonly granted: number;
  readonly used: number;
  /** What was used, at the list prices of its days. */
  readonly listCents: Cents;
  /** Dues of the invoices of these days, before tax. */
  readonly duesCents: Cents;
};

/** Memberships that had a benefit on one of the days `from` to `through`, by name. Units that rolled over count where the plan granted them. */
export function listMemberUse(db: ReadableDb, from: Day, through: Day): MemberUse[] {
  return db.all<MemberUse>(
    `with d as (select ? as a, ? as b),
       granted as (select membership_id, sum(quantity) as units from benefit_grant
         where origin = 'plan' and from_on <= (select b from d) and to_on > (select a from d) group by membership_id),
       used as (select g.membership_id, count(*) as units, sum(x.list_cents) as cents
         from benefit_use x join benefit_grant g on g.id = x.grant_id join invoice i on i.id = x.invoice_id
         where x.undone_on is null and i.voided_on is null and x.used_on between (select a from d) and (select b from d) group by g.membership_id),
       dues as (select l.membership_id, sum(l.net_cents) as cents from invoice i join invoice_line l on l.invoice_id = i.id
         where i.voided_on is null and i.issued_at is not null and i.invoiced_on between (select a from d) and (select b from d) and l.kind in ('dues', 'stub') and l.membership_id is not null
         group by l.membership_id)
     select m.id as membershipId, m.patient_id as patientId, trim(p.first_name || ' ' || p.last_name) as patientName,
       m.plan_id as planId, n.name as planName, coalesce(a.units, 0) as granted, coalesce(u.units, 0) as used,
       coalesce(u.cents, 0) as listCents, coalesce(d.cents, 0) as duesCents
     from membership m join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id
       left join granted a on a.membership_id = m.id left join used u on u.membership_id = m.id left join dues d on d.membership_id = m.id
     where a.units > 0 or u.units > 0 order by p.sort_name, m.id`,
    from,
    through,
  );
}

export type UseOnDay = {
  readonly membershipId: MembershipId;
  readonly planId: PlanId;
  readonly usedOn: Day;
  readonly patientName: string;
  readonly label: string;
  readonly serviceName: string;
  readonly invoiceId: InvoiceId;
  readonly listCents: Cents;
  readonly offCents: Cents;
};

/** The uses behind the figures, in the order of their days. */
export function listUsesOfDays(db: ReadableDb, from: Day, through: Day): UseOnDay[] {
  return db.all<UseOnDay>(
    `select m.id as membershipId, m.plan_id as planId, x.used_on as usedOn, trim(p.first_name || ' ' || p.last_name) as patientName, g.label,
       coalesce(s.name, '') as serviceName, x.invoice_id as invoiceId, x.list_cents as listCents, x.off_cents as offCents
     from benefit_use x join benefit_grant g on g.id = x.grant_id join membership m on m.id = g.membership_id
       join patient p on p.id = x.patient_id join invoice i on i.id = x.invoice_id left join service s on s.id = x.service_id
     where x.undone_on is null and i.voided_on is null and x.used_on between ? and ? order by x.used_on, x.id`,
    from,
    through,
  );
}
