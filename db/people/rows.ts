/** One row a patient as search and lists show it: the patient joined with the household's balance. */
import type { Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { PersonName } from "#domain/people/names.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import type { ReadableDb } from "../database.ts";
import { standingJoins, standingSql } from "../memberships/standing-sql.ts";
import type { PatientStatus } from "./patient.ts";

export type PatientListRow = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly name: PersonName;
  readonly chartNumber: string;
  readonly birthOn: Day | null;
  /** The first phone on file, as typed. */
  readonly phone: string;
  readonly email: string;
  readonly city: string;
  readonly status: PatientStatus;
  /** What the household owes. */
  readonly balanceCents: Cents;
  /** Of the membership that counts most: one that runs before one that ended, then the latest. */
  readonly membership: { readonly standing: Standing; readonly planName: string } | null;
};

type Row = {
  readonly id: number;
  readonly household_id: number;
  readonly prefix: string;
  readonly first_name: string;
  readonly middle_name: string;
  readonly last_name: string;
  readonly suffix: string;
  readonly preferred_name: string;
  readonly chart_number: string;
  readonly birth_on: string | null;
  readonly phone: string | null;
  readonly email: string;
  readonly city: string;
  readonly status: PatientStatus;
  readonly balance_cents: number;
};

const rowText = `select p.id, p.household_id, p.prefix, p.first_name, p.middle_name, p.last_name, p.suffix,
    p.preferred_name, p.chart_number, p.birth_on, p.email, p.status, coalesce(p.city, h.city) as city,
    h.balance_cents,
    (select number from phone where patient_id = p.id order by id limit 1) as phone
  from patient p join household h on h.id = p.household_id
  where p.id = ? and p.staged_batch_id is null`;

/** The rows of patients in the order of their ids; who is not visible is left out. */
export function patientRows(
  db: ReadableDb,
  ids: readonly PatientId[],
  today: Day,
): PatientListRow[] {
  const found: PatientListRow[] = [];
  for (const id of ids) {
    const row = db.get<Row>(rowText, id);
    if (row) found.push(listRowOf(row, membershipOf(db, id, today)));
  }
  return found;
}

function membershipOf(db: ReadableDb, patientId: PatientId, today: Day): PatientListRow["membership"] {
  // Most people have none, and asking that first keeps the search fast.
  if (!db.get("select 1 from membership where patient_id = ? limit 1", patientId)) return null;
  return (
    db.get<{ standing: Standing; planName: string }>(
      `select ${standingSql(today)} as standing, plan.name as planName
       from membership m ${standingJoins} join plan on plan.id = m.plan_id
       where m.patient_id = ?
       order by (c.effective_on is not null and c.effective_on <= ?), p.lapsed_on is not null,
         m.start_on desc, m.id desc
       limit 1`,
      patientId,
      today,
    ) ?? null
  );
}

function listRowOf(row: Row, membership: PatientListRow["membership"]): PatientListRow {
  return {
    patientId: asId<PatientId>(row.id),
    householdId: asId<HouseholdId>(row.household_id),
    name: {
      prefix: row.prefix,
      firstName: row.first_name,
      middleName: row.middle_name,
      lastName: row.last_name,
      suffix: row.suffix,
      preferredName: row.preferred_name,
    },
    chartNumber: row.chart_number,
    birthOn: row.birth_on as Day | null,
    phone: row.phone ?? "",
    email: row.email,
    city: row.city,
    status: row.status,
    balanceCents: row.balance_cents as Cents,
    membership,
  };
}
