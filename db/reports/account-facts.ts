/** Names of accounts, their last payment and their last statement, as of a day and known at an instant (INV-11). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";
import type { AsOf } from "./as-of.ts";
import { householdsBefore, mergesSince } from "./moved-rows.ts";

export type AccountFacts = {
  readonly householdId: HouseholdId;
  readonly number: number;
  readonly name: string;
  readonly sortName: string;
  readonly payerPatientId: PatientId | null;
  readonly lastPaidOn: Day | null;
  readonly lastPaidCents: number | null;
  readonly lastStatementOn: Day | null;
};

type Named = Omit<AccountFacts, "lastPaidOn" | "lastPaidCents" | "lastStatementOn">;

/**
 * Answers what is known of a household; each is looked up when asked for. Names are those of today: a
 * reprint calls people by their names, its figures are those of then.
 */
export function namesOfAccounts(db: ReadableDb, then: AsOf & { readonly timeZone: string }): (householdId: HouseholdId) => AccountFacts {
  const lastPaid = lastOf(db, then, "payment", paidBy);
  const lastStated = lastOf(db, then, "statement", stated);
  return (householdId) => {
    const named = db.get<Named>(
      `select h.id as householdId, h.number,
         coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), h.name) as name,
         coalesce(nullif(p.sort_name, ''), lower(h.name)) as sortName, h.payer_patient_id as payerPatientId
       from household h left join patient p on p.id = h.payer_patient_id where h.id = ?`,
      householdId,
    );
    const paid = lastPaid(householdId);
    return {
      ...(named ?? { householdId, number: 0, name: "", sortName: "", payerPatientId: null }),
      lastPaidOn: paid?.on ?? null,
      lastPaidCents: paid?.cents ?? null,
      lastStatementOn: lastStated(householdId)?.on ?? null,
    };
  };
}

type Dated = { readonly id: number; readonly on: Day; readonly cents: number };

/** Payments that stood then: received by the day, and not taken back by then. */
const paidBy = `select p.id, p.received_on as "on", p.amount_cents as cents from payment p
  where p.received_on <= :asOf and (:knownAt is null or p.created_at <= :knownAt)
    and not exists (select 1 from entry e where e.payment_id = p.id and e.kind = 'payment_reversed'
      and e.effective_on <= :asOf and (:knownAt is null or e.entered_at <= :knownAt))`;

const stated = `select p.id, p.as_of_on as "on", 0 as cents from statement p
  where p.as_of_on <= :asOf and (:knownAt is null or p.created_at <= :knownAt) and p.unsent_at is null`;

/** The newest row of a household then, also where the row has moved since. */
function lastOf(
  db: ReadableDb,
  then: AsOf & { readonly timeZone: string },
  table: "payment" | "statement",
  rows: string,
): (householdId: HouseholdId) => Dated | undefined {
  const elsewhere = householdsBefore(mergesSince<number>(db, then, table));
  const names = [...rows.matchAll(/:(asOf|knownAt)/g)].map(([, name]) => (name === "asOf" ? then.asOf : then.knownAt));
  const query = rows.replaceAll(/:(asOf|knownAt)/g, "?");
  const order = table === "payment" ? "order by p.received_on desc, p.id desc" : "order by p.id desc";
  return (householdId) => {
    const own = db
      .all<Dated>(`${query} and p.household_id = ? ${order} limit ${elsewhere.size + 1}`, ...names, householdId)
      .filter(({ id }) => !elsewhere.has(id));
    const moved = [...elsewhere]
      .filter(([, where]) => where === householdId)
      .flatMap(([id]) => db.get<Dated>(`${query} and p.id = ?`, ...names, id) ?? []);
    return [...own, ...moved].toSorted((one, other) => (one.on === other.on ? other.id - one.id : one.on < other.on ? 1 : -1))[0];
  };
}

export type PatientName = { readonly patientId: PatientId; readonly name: string; readonly sortName: string; readonly chart: string };

export function findPatientName(db: ReadableDb, patientId: PatientId): PatientName | undefined {
  return db.get<PatientName>(
    `select id as patientId, trim(coalesce(nullif(preferred_name, ''), first_name) || ' ' || last_name) as name,
       sort_name as sortName, chart_number as chart
     from patient where id = ?`,
    patientId,
  );
}

/** What each patient's lines of an invoice come to, with tax, in their order; for invoices of several patients. */
export function listSharesOfInvoice(db: ReadableDb, invoiceId: number): { readonly patientId: PatientId | null; readonly cents: number }[] {
  return db.all(
    `select patient_id as patientId, sum(net_cents + tax_cents) as cents from invoice_line
     where invoice_id = ? group by patient_id having sum(net_cents + tax_cents) > 0 order by min(position)`,
    invoiceId,
  );
}
