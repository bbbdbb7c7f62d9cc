/** Names of accounts, their last payment and their last statement, as of a day and known at an instant (INV-11). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";
import type { AsOf } from "./as-of.ts";

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

/** Answers what is known of a household; each is looked up when asked for. */
export function namesOfAccounts(db: ReadableDb, { asOf, knownAt }: AsOf): (householdId: HouseholdId) => AccountFacts {
  return (householdId) => {
    const named = db.get<Named>(
      `select h.id as householdId, h.number,
         coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), h.name) as name,
         coalesce(nullif(p.sort_name, ''), lower(h.name)) as sortName, h.payer_patient_id as payerPatientId
       from household h left join patient p on p.id = h.payer_patient_id where h.id = ?`,
      householdId,
    );
    const paid = db.get<{ on: Day; cents: number }>(
      `select received_on as "on", amount_cents as cents from payment
       where household_id = ? and received_on <= ? and (? is null or created_at <= ?)
         and (reversed_on is null or reversed_on > ?)
       order by received_on desc, id desc limit 1`,
      householdId,
      asOf,
      knownAt,
      knownAt,
      asOf,
    );
    const statement = db.get<{ on: Day }>(
      `select as_of_on as "on" from statement
       where household_id = ? and as_of_on <= ? and (? is null or created_at <= ?) and unsent_at is null
       order by id desc limit 1`,
      householdId,
      asOf,
      knownAt,
      knownAt,
    );
    return {
      ...(named ?? { householdId, number: 0, name: "", sortName: "", payerPatientId: null }),
      lastPaidOn: paid?.on ?? null,
      lastPaidCents: paid?.cents ?? null,
      lastStatementOn: statement?.on ?? null,
    };
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
