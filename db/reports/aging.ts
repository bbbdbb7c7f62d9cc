/**
 * Aging of all accounts as of a day, known at an instant (INV-11): open amounts of every household by the
 * age of their invoices. Starts from the kept balances of open invoices, which one index holds, and
 * corrects the few invoices that something was booked for after that day.
 */
import { addDays, dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { agingColumn, type AgingColumn } from "#domain/reports/aging-sums.ts";
import type { ReadableDb } from "../database.ts";
import { creditChangesSince, invoiceChangesSince, type AsOf } from "./as-of.ts";
import { householdsBefore, mergesSince } from "./moved-rows.ts";

export type AgingQuestion = AsOf & {
  readonly ageFrom: "due" | "invoice";
  /** The practice's zone: an un-merge is remembered by its instant. */
  readonly timeZone: string;
};

export type MutableSums = Record<AgingColumn, number>;

export type HouseholdAging = {
  readonly householdId: HouseholdId;
  readonly sums: MutableSums;
  creditCents: number;
};

type KeptRow = {
  readonly householdId: HouseholdId;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
};

const noSums = (): MutableSums => ({ "0_30": 0, "31_60": 0, "61_90": 0, over_90: 0 });

/** Households with anything open or any unused credit then, by id. */
export function ageHouseholds(db: ReadableDb, question: AgingQuestion): HouseholdAging[] {
  const changes = invoiceChangesSince(db, question);
  const households = keptSums(db, question);
  const at = (householdId: HouseholdId): HouseholdAging => {
    const known = households.get(householdId);
    if (known) return known;
    const fresh = { householdId, sums: noSums(), creditCents: 0 };
    households.set(householdId, fresh);
    return fresh;
  };
  for (const invoice of listChanged(db, question, changes)) {
    at(invoice.householdNow).sums[agingColumn(question.asOf, invoice.ageFromNow)] -= invoice.keptCents;
    at(invoice.householdId).sums[agingColumn(question.asOf, invoice.ageFrom)] += invoice.openCents;
  }
  for (const { householdId, cents } of db.all<{ householdId: HouseholdId; cents: number }>(
    "select id as householdId, credit_cents as cents from household where credit_cents <> 0",
  ))
    at(householdId).creditCents += cents;
  for (const [householdId, cents] of creditChangesSince(db, question)) at(householdId).creditCents += cents;
  return [...households.values()]
    .filter(({ sums, creditCents }) => creditCents !== 0 || Object.values(sums).some((cents) => cents !== 0))
    .toSorted((one, other) => one.householdId - other.householdId);
}

function keptSums(db: ReadableDb, { asOf, ageFrom }: AgingQuestion): Map<HouseholdId, HouseholdAging> {
  const from = ageFrom === "due" ? "due_on" : "invoiced_on";
  const rows = db.all<KeptRow>(
    `select household_id as householdId,
       sum(balance_cents * (${from} >= ?)) as a,
       sum(balance_cents * (${from} < ? and ${from} >= ?)) as b,
       sum(balance_cents * (${from} < ? and ${from} >= ?)) as c,
       sum(balance_cents * (${from} < ?)) as d
     from invoice indexed by invoice_open where balance_cents > 0 and voided_on is null group by household_id`,
    ...boundsOf(asOf),
  );
  return new Map(
    rows.map(({ householdId, a, b, c, d }) => [
      householdId,
      { householdId, sums: { "0_30": a, "31_60": b, "61_90": c, over_90: d }, creditCents: 0 },
    ]),
  );
}

/** The first days of the buckets, as the sums ask for them. */
function boundsOf(asOf: Day): Day[] {
  const [month, two, three] = [addDays(asOf, -30), addDays(asOf, -60), addDays(asOf, -90)] as const;
  return [month, month, two, two, three, three];
}

export type OpenInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId | null;
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly openCents: number;
};

type ChangedInvoice = OpenInvoice & {
  readonly ageFrom: Day;
  /** As it stands now: what the kept sums have of it, and where. */
  readonly householdNow: HouseholdId;
  readonly ageFromNow: Day;
  readonly keptCents: number;
};

type InvoiceNow = {
  readonly invoiceId: InvoiceId;
  readonly number: number | null;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId | null;
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly balanceCents: number;
  readonly isVoid: 0 | 1;
};

const columns = `invoice.id as invoiceId, number, household_id as householdId, patient_id as patientId,
  invoiced_on as invoicedOn, due_on as dueOn, balance_cents as balanceCents, voided_on is not null as isVoid`;

/** Invoices whose open amount, household or day was another one then. */
function listChanged(db: ReadableDb, question: AgingQuestion, changes: ReadonlyMap<InvoiceId, number>): ChangedInvoice[] {
  const moved = householdsThen(db, question);
  const revised = daysThen(db, question);
  const ids = new Set<InvoiceId>([...changes.keys(), ...moved.keys(), ...revised.keys()]);
  const rows = db.all<InvoiceNow>(
    `select ${columns} from json_each(?) j join invoice on invoice.id = j.value`,
    JSON.stringify([...ids]),
  );
  return rows.map((now): ChangedInvoice => {
    const { invoiceId: id } = now;
    const keptCents = now.isVoid === 1 ? 0 : now.balanceCents;
    const { dueOn, invoicedOn } = revised.get(id) ?? now;
    return {
      invoiceId: id,
      number: now.number ?? 0,
      householdNow: now.householdId,
      householdId: moved.get(id) ?? now.householdId,
      patientId: now.patientId,
      invoicedOn,
      dueOn,
      openCents: keptCents + (changes.get(id) ?? 0),
      // An amount paid beyond what is owed is in no kept sum.
      keptCents: Math.max(0, keptCents),
      ageFrom: question.ageFrom === "due" ? dueOn : invoicedOn,
      ageFromNow: question.ageFrom === "due" ? now.dueOn : now.invoicedOn,
    };
  });
}

/** Every invoice that was open then, or those of one household, by due day. */
export function listOpenThen(db: ReadableDb, question: AgingQuestion, householdId: HouseholdId | null = null): OpenInvoice[] {
  const changed = new Map(
    listChanged(db, question, invoiceChangesSince(db, question)).map((invoice) => [invoice.invoiceId, invoice]),
  );
  const kept = db.all<InvoiceNow>(
    householdId === null
      ? `select ${columns} from invoice where balance_cents > 0 and voided_on is null`
      : `select ${columns} from invoice where household_id = ? and balance_cents > 0 and voided_on is null`,
    ...(householdId === null ? [] : [householdId]),
  );
  const same = kept
    .filter(({ invoiceId }) => !changed.has(invoiceId))
    .map(
      ({ invoiceId, number, householdId: whose, patientId, invoicedOn, dueOn, balanceCents }): OpenInvoice => ({
        invoiceId,
        number: number ?? 0,
        householdId: whose,
        patientId,
        invoicedOn,
        dueOn,
        openCents: balanceCents,
      }),
    );
  return [...same, ...changed.values()]
    .filter((invoice) => invoice.openCents !== 0 && (householdId === null || invoice.householdId === householdId))
    .toSorted((one, other) => (one.dueOn === other.dueOn ? one.invoiceId - other.invoiceId : one.dueOn < other.dueOn ? -1 : 1));
}

/** Invoices that stood with another household then: moved by a transfer or a merge, or back by its undoing. */
function householdsThen(db: ReadableDb, question: AgingQuestion): Map<InvoiceId, HouseholdId> {
  const { asOf, knownAt } = question;
  const transfers = db.all<{ at: Instant; id: InvoiceId; from: HouseholdId }>(
    `select e.entered_at as "at", e.invoice_id as id, p.household_id as "from"
     from entry e join posting p on p.entry_id = e.id and p.account = 'receivable' and p.amount_cents < 0
     where e.kind = 'transferred' and e.invoice_id is not null and e.effective_on > ?
     union all
     select e.entered_at, e.invoice_id, p.household_id
     from entry e join posting p on p.entry_id = e.id and p.account = 'receivable' and p.amount_cents < 0
     where e.kind = 'transferred' and e.invoice_id is not null and ? is not null and e.entered_at > ? and e.effective_on <= ?`,
    asOf,
    knownAt,
    knownAt,
    asOf,
  );
  return householdsBefore([
    ...transfers.map(({ at, id, from }) => ({ at, from, rows: [id] })),
    ...mergesSince<InvoiceId>(db, question, "invoice"),
  ]);
}

/** The days that stood on an invoice then, where a revision or a payment plan has moved them since (INV-3, INV-6). */
function daysThen(db: ReadableDb, { asOf, knownAt, timeZone }: AgingQuestion): Map<InvoiceId, { readonly dueOn: Day; readonly invoicedOn: Day }> {
  const then = new Map<InvoiceId, { readonly dueOn: Day; readonly invoicedOn: Day }>();
  for (const { invoiceId, dueOn, invoicedOn, at } of db.all<{ invoiceId: InvoiceId; dueOn: Day; invoicedOn: Day; at: Instant | null }>(
    `select invoice_id as invoiceId, due_on as dueOn, invoiced_on as invoicedOn,
       (select a."at" from audit a where a.id > after_audit_id order by a.id limit 1) as "at"
     from invoice_day_change order by id`,
  )) {
    const isLater = at === null || (knownAt !== null && at > knownAt) || dayInZone(at, timeZone) > asOf;
    // The first change since then tells the days before it.
    if (isLater && !then.has(invoiceId)) then.set(invoiceId, { dueOn, invoicedOn });
  }
  return then;
}
