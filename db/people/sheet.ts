/** What the household sheet sums and looks up beyond the chart (PPL-7). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type LastDraw = {
  readonly invoiceId: InvoiceId;
  readonly on: Day;
  readonly cents: Cents;
  /** What is still owed of it. */
  readonly openCents: Cents;
};

/** The newest draw that stands. */
export function findLastDraw(db: ReadableDb, householdId: HouseholdId): LastDraw | null {
  return (
    db.get<LastDraw>(
      `select id as invoiceId, draw_on as "on", total_cents as cents, balance_cents as openCents from invoice
       where household_id = ? and kind = 'draw' and voided_on is null and issued_at is not null
       order by draw_on desc, id desc limit 1`,
      householdId,
    ) ?? null
  );
}

/** The day since when the oldest open amount is due. */
export function findOldestOpenDue(db: ReadableDb, householdId: HouseholdId, today: Day): Day | null {
  return (
    db.get<{ on: Day | null }>(
      `select min(due_on) as "on" from invoice
       where household_id = ? and balance_cents > 0 and voided_on is null and issued_at is not null and due_on < ?`,
      householdId,
      today,
    )?.on ?? null
  );
}

export type Savings = {
  /** Dues and stubs asked for, after everything that came off. */
  readonly duesCents: Cents;
  /** What household pricing, coupons and member prices took off. */
  readonly offCents: Cents;
  readonly benefitsUsed: number;
  /** What the used benefits would have cost by today's price list, where they stand for one service each. */
  readonly benefitsCents: Cents;
};

/** What was asked for and what was saved on invoices of a range of days, and the benefits used in it. */
export function sumSavings(db: ReadableDb, householdId: HouseholdId, fromOn: Day, throughOn: Day): Savings {
  const lines = db.get<{ dues: Cents; off: Cents }>(
    `select coalesce(sum(iif(l.kind in ('dues', 'stub'), l.net_cents, 0)), 0) as dues,
       coalesce(sum(iif(json_extract(l.explain, '$.kind') = 'reduced', json_extract(l.explain, '$.listCents') - l.net_cents, 0)), 0) as off
     from invoice i join invoice_line l on l.invoice_id = i.id
     where i.household_id = ? and i.voided_on is null and i.issued_at is not null and i.invoiced_on > ? and i.invoiced_on <= ?`,
    householdId,
    fromOn,
    throughOn,
  );
  const used = db.get<{ units: number; cents: Cents }>(
    `select coalesce(sum(g.used), 0) as units, coalesce(sum(g.used * (
         select p.price_cents from service s join service_price p on p.service_id = s.id and p.replaced_at is null
         where s.code = (
           select json_extract(b.value, '$.scope.codes[0]') from json_each(v.terms, '$.benefits') b
           where json_extract(b.value, '$.key') = g.benefit and json_array_length(b.value, '$.scope.codes') = 1)
           and p.effective_on <= ? order by p.effective_on desc limit 1)), 0) as cents
     from benefit_grant g join membership m on m.id = g.membership_id
       join membership_schedule c on c.membership_id = m.id and c.withdrawn_at is null
         and c.seq = (select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       join plan_version v on v.id = c.plan_version_id
     where m.household_id = ? and g.used > 0 and g.from_on <= ? and g.to_on > ?`,
    throughOn,
    householdId,
    throughOn,
    fromOn,
  );
  return {
    duesCents: lines?.dues ?? (0 as Cents),
    offCents: lines?.off ?? (0 as Cents),
    benefitsUsed: used?.units ?? 0,
    benefitsCents: used?.cents ?? (0 as Cents),
  };
}
