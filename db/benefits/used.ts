/** What a membership's benefits and member prices were used for (PKG-10, MEM-13). */
import type { Day } from "#domain/calendar.ts";
import type { BenefitGrantId, BenefitUseId, InvoiceId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type UsedValue = {
  /** What benefits covered of the list prices. */
  readonly benefitCents: Cents;
  /** What member prices and discounts took off the list prices. */
  readonly discountCents: Cents;
};

/** Services of the days `[from, before)` on invoices that stand: list price less what the member paid (MEM-13). */
export function sumUsedValue(db: ReadableDb, membershipId: MembershipId, from: Day, before: Day): UsedValue {
  const benefits = db.get<{ cents: Cents }>(
    `select coalesce(sum(x.off_cents), 0) as cents from benefit_use x join benefit_grant g on g.id = x.grant_id
       join invoice i on i.id = x.invoice_id
     where g.membership_id = ? and x.undone_on is null and i.voided_on is null and x.used_on >= ? and x.used_on < ?`,
    membershipId,
    from,
    before,
  );
  const discounts = db.get<{ cents: Cents }>(
    `select coalesce(sum(s.value ->> '$.offCents'), 0) as cents
     from membership m join invoice_line l on l.patient_id = m.patient_id join invoice i on i.id = l.invoice_id,
       json_each(l.explain, '$.steps') s
     where m.id = ? and i.voided_on is null and i.issued_at is not null and l.service_on >= ? and l.service_on < ?
       and s.value ->> '$.what' = 'plan_discount' and s.value ->> '$.membershipId' = m.id`,
    membershipId,
    from,
    before,
  );
  return { benefitCents: benefits?.cents ?? (0 as Cents), discountCents: discounts?.cents ?? (0 as Cents) };
}

export type BenefitUseStory = {
  readonly useId: BenefitUseId;
  readonly grantId: BenefitGrantId;
  readonly usedOn: Day;
  readonly patientName: string;
  readonly serviceName: string;
  readonly providerName: string;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number | null;
  readonly listCents: Cents;
  readonly offCents: Cents;
  readonly undoneOn: Day | null;
};

/** Every use of a membership's benefits, also those that were undone, newest first. */
export function listUseStories(db: ReadableDb, membershipId: MembershipId): BenefitUseStory[] {
  return db.all<BenefitUseStory>(
    `select x.id as useId, x.grant_id as grantId, x.used_on as usedOn, trim(p.first_name || ' ' || p.last_name) as patientName,
       coalesce(s.name, '') as serviceName, coalesce(f.name, '') as providerName, x.invoice_id as invoiceId, i.number as invoiceNumber,
       x.list_cents as listCents, x.off_cents as offCents, x.undone_on as undoneOn
     from benefit_use x join benefit_grant g on g.id = x.grant_id join patient p on p.id = x.patient_id join invoice i on i.id = x.invoice_id
       left join service s on s.id = x.service_id left join staff f on f.id = x.provider_id
     where g.membership_id = ? order by x.used_on desc, x.id desc`,
    membershipId,
  );
}
