/** What one act did to a household's money and benefits, read from the rows it made (MEM-21). */
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId, PatientId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import type { Marks } from "./change-trace.ts";

export type LineMade = {
  readonly patientName: string;
  readonly description: string;
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly facts: AmountFacts;
};

/** The lines of the invoices made since, in their order. */
export function listLinesMade(db: ReadableDb, from: Marks): LineMade[] {
  return db
    .all<Omit<LineMade, "facts"> & { explain: string }>(
      `select coalesce(trim(p.first_name || ' ' || p.last_name), '') as patientName, l.description,
         l.net_cents as netCents, l.tax_cents as taxCents, l.explain
       from invoice i join invoice_line l on l.invoice_id = i.id left join patient p on p.id = l.patient_id
       where i.id > ? order by i.id, l.position`,
      from.invoice,
    )
    .map(({ explain, ...line }) => ({ ...line, facts: JSON.parse(explain) as AmountFacts }));
}

export function listInvoicesSince(db: ReadableDb, from: Marks): InvoiceId[] {
  return db.all<{ id: InvoiceId }>("select id from invoice where id > ? order by id", from.invoice).map(({ id }) => id);
}

export type Settled = {
  /** Household credit that the invoices made since have used. */
  readonly creditUsedCents: Cents;
  /** What became household credit. */
  readonly creditCents: Cents;
  /** What came off invoices that were open. */
  readonly offInvoicesCents: Cents;
  /** What goes back as money. */
  readonly refundedCents: Cents;
};

export function readSettled(db: ReadableDb, from: Marks): Settled {
  return (
    db.get<Settled>(
      `select
         (select coalesce(sum(amount_cents), 0) from allocation where id > ? and source = 'credit' and invoice_id > ?) as creditUsedCents,
         (select coalesce(sum(amount_cents), 0) from credit where id > ? and origin = 'settlement') as creditCents,
         (select coalesce(sum(amount_cents), 0) from allocation where id > ? and source = 'credit_note') as offInvoicesCents,
         (select coalesce(sum(amount_cents), 0) from refund where entry_id > ?) as refundedCents`,
      from.allocation,
      from.invoice,
      from.credit,
      from.allocation,
      from.entry,
    ) ?? { creditUsedCents: zeroCents, creditCents: zeroCents, offInvoicesCents: zeroCents, refundedCents: zeroCents }
  );
}

/** What was given back for unused days of some patients since, off invoices or as credit. */
export function readGivenBack(db: ReadableDb, from: Marks, patientIds: readonly PatientId[]): Cents {
  return (
    db.get<{ cents: Cents }>(
      `select coalesce(-sum(p.amount_cents), 0) as cents from entry e join posting p on p.entry_id = e.id
       where e.id > ? and e.kind in ('credit_granted', 'credit_noted') and e.reverses_id is null
         and p.account in ('receivable', 'household_credit')
         and e.patient_id in (select value from json_each(?))`,
      from.entry,
      JSON.stringify(patientIds),
    )?.cents ?? zeroCents
  );
}

export type BenefitLeft = {
  readonly patientName: string;
  readonly label: string;
  readonly quantity: number;
  readonly used: number;
  readonly untilOn: Day;
};

/** The benefits a membership has on a day. */
export function listBenefitsOn(db: ReadableDb, membershipId: MembershipId, on: Day): BenefitLeft[] {
  return db.all<BenefitLeft>(
    `select coalesce(trim(p.first_name || ' ' || p.last_name), '') as patientName,
       g.label || iif(g.origin = 'rollover', ' (carried over)', '') as label, g.quantity, g.used,
       date(g.to_on, '-1 day') as untilOn
     from benefit_grant g join membership m on m.id = g.membership_id join patient p on p.id = m.patient_id
     where g.membership_id = ? and g.from_on <= ? and g.to_on > ? order by g.id`,
    membershipId,
    on,
    on,
  );
}
