/**
 * A household's calendar year as the ledger has it (DOC-6): what stands on each invoice at both ends of the
 * year, every entry that moved money or credit between, and the services that cost nothing. A household that
 * was merged into this one counts as this one.
 */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { InvoiceLineKind } from "#domain/invoices/status-words.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { BilledLine, TakenOff } from "#domain/yearly-statements/paid-lines.ts";
import { paidBefore, type YearlyEntry, type YearlyInvoice } from "#domain/yearly-statements/yearly-money.ts";
import type { IncludedService } from "#domain/yearly-statements/yearly-statement-data.ts";
import type { ReadableDb } from "../database.ts";

export type YearRange = { readonly fromOn: Day; readonly throughOn: Day };

/** Accounts on which money is, or is promised to leave; what a processor keeps and what a drawer lacks is the practice's own. */
const moneyAccounts = "'cash_drawer', 'undeposited_checks', 'card_clearing', 'bank', 'refunds_payable', 'processor_fees', 'over_short'";
const prepaid = paidBefore.map((tender) => `'${tender}'`).join(", ");

/** The household and every one that was merged into it. */
const theirs = `with recursive theirs (id) as (
  values (?) union select m.absorbed_id from household_merge m join theirs t on t.id = m.survivor_id where m.undone_at is null)`;

type Settled = { readonly invoiceId: number; readonly beforeCents: Cents; readonly throughCents: Cents };

/** Invoices on which the household's own money stood at some time up to the end of the year. */
export function listYearlyInvoices(db: ReadableDb, householdId: HouseholdId, { fromOn, throughOn }: YearRange): YearlyInvoice[] {
  const settled = db.all<Settled>(
    `${theirs} select i.id as invoiceId, coalesce(sum(iif(e.effective_on < ?, a.amount_cents, 0)), 0) as beforeCents,
       sum(a.amount_cents) as throughCents
     from invoice i join allocation a on a.invoice_id = i.id join entry e on e.id = a.entry_id left join payment p on p.id = a.payment_id
     where i.household_id in (select id from theirs) and a.source in ('payment', 'credit') and e.kind <> 'refunded'
       and (p.tender is null or p.tender not in (${prepaid})) and e.effective_on <= ?
     group by i.id order by i.id`,
    householdId,
    fromOn,
    throughOn,
  );
  return settled.map(({ invoiceId, beforeCents, throughCents }) => {
    const notes = listTakenOff(db, invoiceId, throughOn);
    return {
      invoiceId,
      lines: listBilledLines(db, invoiceId),
      paidBeforeCents: beforeCents,
      paidThroughCents: throughCents,
      takenOffBefore: notes.filter(({ on }) => on < fromOn),
      takenOffThrough: notes,
    };
  });
}

function listBilledLines(db: ReadableDb, invoiceId: number): BilledLine[] {
  return db
    .all<{ lineId: number; kind: InvoiceLineKind; membershipId: number | null; patientId: PatientId | null; grossCents: Cents }>(
      `select id as lineId, kind, membership_id as membershipId, patient_id as patientId, net_cents + tax_cents as grossCents
       from invoice_line where invoice_id = ? order by position`,
      invoiceId,
    )
    .map(({ membershipId, ...line }) => ({ ...line, ofMembership: membershipId !== null }));
}

/** Credit notes line by line, and dues that were taken off what was still owed. */
function listTakenOff(db: ReadableDb, invoiceId: number, throughOn: Day): (TakenOff & { readonly on: Day })[] {
  return db.all(
    `select l.invoice_line_id as lineId, null as patientId, l.net_cents + l.tax_cents as cents, e.effective_on as "on", e.id as entryId
     from credit_note c join credit_note_line l on l.credit_note_id = c.id join entry e on e.id = c.entry_id
     where c.invoice_id = ? and e.effective_on <= ?
     union all
     select null, e.patient_id, a.amount_cents, e.effective_on, e.id from allocation a join entry e on e.id = a.entry_id
     where a.invoice_id = ? and a.source = 'credit_note' and a.amount_cents > 0 and e.effective_on <= ?
       and not exists (select 1 from credit_note c where c.entry_id = e.id)
       and not exists (select 1 from allocation r where r.reverses_id = a.id)
     order by entryId`,
    invoiceId,
    throughOn,
    invoiceId,
    throughOn,
  );
}

type EntryRow = Omit<YearlyEntry, "appliedCents"> & { readonly entryId: number };

/** Entries of the year that moved money or credit of the household, in the order of their days. */
export function listYearlyEntries(db: ReadableDb, householdId: HouseholdId, { fromOn, throughOn }: YearRange): YearlyEntry[] {
  const applied = new Map(
    db
      .all<{ entryId: number; cents: Cents }>(
        `${theirs} select a.entry_id as entryId, sum(a.amount_cents) as cents
         from invoice i join allocation a on a.invoice_id = i.id left join payment p on p.id = a.payment_id
         where i.household_id in (select id from theirs) and a.source in ('payment', 'credit')
           and (p.tender is null or p.tender not in (${prepaid}))
         group by a.entry_id`,
        householdId,
      )
      .map(({ entryId, cents }) => [entryId, cents]),
  );
  const rows = db.all<EntryRow>(
    `${theirs}, touched (id) as (
       select e.id from theirs t join entry e on e.household_id = t.id and e.effective_on between ? and ?
       union select o.entry_id from theirs t join posting o on o.account = 'household_credit' and o.household_id = t.id
         join entry e on e.id = o.entry_id and e.effective_on between ? and ?)
     select e.id as entryId, e.effective_on as "on", e.kind, e.patient_id as patientId, e.invoice_id as invoiceId,
       p.tender, coalesce(p.reference, '') as reference, p.receipt_number as receiptNumber,
       (select coalesce(sum(o.amount_cents), 0) from posting o where o.entry_id = e.id and o.account in (${moneyAccounts})) as moneyCents,
       (select coalesce(-sum(o.amount_cents), 0) from posting o where o.entry_id = e.id and o.account = 'household_credit'
         and o.household_id in (select id from theirs)) as creditCents
     from touched x join entry e on e.id = x.id left join payment p on p.id = e.payment_id
     where p.tender is null or p.tender not in (${prepaid})
     order by e.effective_on, e.id`,
    householdId,
    fromOn,
    throughOn,
    fromOn,
    throughOn,
  );
  return rows
    .map(({ entryId, ...row }) => ({ ...row, appliedCents: row.kind === "refunded" ? zeroCents : (applied.get(entryId) ?? zeroCents) }))
    .filter((row) => row.moneyCents !== 0 || row.creditCents !== 0 || row.appliedCents !== 0);
}

/** Services of the year that a benefit, a plan or a package covered, in the order of their days. */
export function listIncludedServices(db: ReadableDb, householdId: HouseholdId, { fromOn, throughOn }: YearRange): IncludedService[] {
  return db.all<IncludedService>(
    `${theirs}, theirInvoice as (
       select i.id from theirs t join invoice i on i.household_id = t.id where i.voided_on is null and i.issued_at is not null)
     select u.used_on as "on", trim(p.first_name || ' ' || p.last_name) as patientName, coalesce(s.code, '') as code,
       coalesce(s.name, l.description) as description, 'benefit' as "by", g.label as name, u.list_cents as listCents,
       l.net_cents + l.tax_cents as patientCents
     from theirInvoice i join benefit_use u on u.invoice_id = i.id join invoice_line l on l.id = u.line_id
       join benefit_grant g on g.id = u.grant_id join patient p on p.id = u.patient_id left join service s on s.id = u.service_id
     where u.undone_on is null and u.used_on between ? and ?
     union all
     select u.used_on, trim(p.first_name || ' ' || p.last_name), coalesce(s.code, ''), coalesce(s.name, ''), 'package',
       json_extract(a.terms, '$.name'), u.list_cents, u.upsize_cents
     from theirInvoice i join package_use u on u.invoice_id = i.id join package_unit n on n.id = u.unit_id
       join package_sale a on a.id = n.sale_id join patient p on p.id = u.patient_id left join service s on s.id = u.service_id
     where u.kind = 'redeemed' and u.undone_on is null and u.used_on between ? and ?
     union all
     select l.service_on, trim(coalesce(p.first_name || ' ' || p.last_name, '')), coalesce(s.code, ''), l.description, 'plan',
       json_extract(x.value, '$.planName'), json_extract(l.explain, '$.listCents'), l.net_cents + l.tax_cents
     from theirInvoice i join invoice_line l on l.invoice_id = i.id join json_each(l.explain, '$.steps') x
       left join patient p on p.id = l.patient_id left join service s on s.id = l.service_id
     where l.kind = 'service' and l.net_cents = 0 and json_extract(x.value, '$.what') = 'plan_discount' and l.service_on between ? and ?
       and not exists (select 1 from benefit_use u where u.line_id = l.id and u.undone_on is null)
     order by 1, 2, 3`,
    householdId,
    ...[fromOn, throughOn, fromOn, throughOn, fromOn, throughOn],
  );
}

/** The names of people by their charts, as they stand on paper. */
export function namesOnPaper(db: ReadableDb, patientIds: readonly PatientId[]): ReadonlyMap<PatientId, string> {
  return new Map(
    db
      .all<{ patientId: PatientId; name: string }>(
        "select id as patientId, trim(first_name || ' ' || last_name) as name from patient where id in (select value from json_each(?))",
        JSON.stringify(patientIds),
      )
      .map(({ patientId, name }) => [patientId, name]),
  );
}

export type YearOfHousehold = { readonly householdId: HouseholdId; readonly netCents: Cents };

/** Households with dues billed or money moved in the year, and what each came to; merged ones under their own old number. */
export function listHouseholdsOfYear(db: ReadableDb, { fromOn, throughOn }: YearRange): YearOfHousehold[] {
  const rows = db.all<YearOfHousehold>(
    `select e.household_id as householdId, sum(o.amount_cents) as netCents
     from entry e join posting o on o.entry_id = e.id left join payment p on p.id = e.payment_id
     where e.effective_on between ? and ? and e.household_id is not null and o.account in (${moneyAccounts})
       and (p.tender is null or p.tender not in (${prepaid}))
     group by e.household_id
     union all
     select distinct i.household_id, 0 from invoice i join invoice_line l on l.invoice_id = i.id
     where i.invoiced_on between ? and ? and i.voided_on is null and i.issued_at is not null and l.kind in ('dues', 'stub')`,
    fromOn,
    throughOn,
    fromOn,
    throughOn,
  );
  const sums = new Map<HouseholdId, Cents>();
  for (const { householdId, netCents } of rows) sums.set(householdId, addCents(sums.get(householdId) ?? zeroCents, netCents));
  return [...sums].map(([householdId, netCents]) => ({ householdId, netCents }));
}

