/** Who belongs to a household, and what keeps a chart or an account from being closed (PPL-3, PPL-5). */
import type { Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type MembershipId, type PatientId } from "#domain/identity.ts";
import type { Address } from "#domain/people/address.ts";
import type { PersonName } from "#domain/people/names.ts";
import type { PatientHistory } from "#domain/people/refusals.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { addressValues } from "./address-columns.ts";
import type { PatientStatus } from "./patient.ts";

export type HouseholdPerson = PersonName & {
  readonly patientId: PatientId;
  readonly birthOn: Day | null;
  readonly status: PatientStatus;
};

/** The members of a household, eldest first, unknown birth dates last. */
export function listMembers(db: ReadableDb, householdId: HouseholdId): HouseholdPerson[] {
  return db.all<HouseholdPerson>(
    `select id as patientId, prefix, first_name as firstName, middle_name as middleName, last_name as lastName,
       suffix, preferred_name as preferredName, birth_on as birthOn, status
     from patient where household_id = ? and staged_batch_id is null and merged_into_id is null
     order by birth_on is null, birth_on, id`,
    householdId,
  );
}

/** Whether anybody in the household has an e-mail address that has not bounced (PPL-2), or a mobile phone. */
export function householdReach(
  db: ReadableDb,
  householdId: HouseholdId,
): { readonly email: boolean; readonly mobile: boolean } {
  const row = db.get<{ email: 0 | 1; mobile: 0 | 1 }>(
    `select coalesce(max(email <> '' and not exists (
         select 1 from email_bounce b where b.email = patient.email and (b.patient_id = patient.id
             or b.patient_id in (select id from patient m where m.merged_into_id = patient.id)))), 0) as email,
       coalesce(max(exists (select 1 from phone where patient_id = patient.id and kind = 'mobile')), 0) as mobile
     from patient where household_id = ? and staged_batch_id is null and merged_into_id is null`,
    householdId,
  );
  return { email: row?.email === 1, mobile: row?.mobile === 1 };
}

export function hasCard(db: ReadableDb, householdId: HouseholdId): boolean {
  return (
    db.get("select 1 from card where household_id = ? and removed_at is null", householdId) !==
    undefined
  );
}

/** The households a person pays for. */
export function listHouseholdsPaidBy(db: ReadableDb, patientId: PatientId): HouseholdId[] {
  return db
    .all<{ id: number }>("select id from household where payer_patient_id = ?", patientId)
    .map(({ id }) => asId<HouseholdId>(id));
}

/** The plan of a membership of theirs that runs and has no end ahead, if there is one. */
export function findRunningPlan(db: ReadableDb, patientId: PatientId): string | undefined {
  return db.get<{ name: string }>(
    `select plan.name from membership m join plan on plan.id = m.plan_id
     where m.patient_id = ?
       and not exists (select 1 from membership_cancellation c where c.membership_id = m.id and c.withdrawn_at is null)
       and not exists (select 1 from membership_lapse l where l.membership_id = m.id and l.ended_at is null)
     limit 1`,
    patientId,
  )?.name;
}

/** Puts a person into a household; the memberships go along and keep their paid days (PPL-3). */
export function moveToHousehold(
  db: WritableDb,
  patientId: PatientId,
  householdId: HouseholdId,
): MembershipId[] {
  db.exec(
    "update patient set household_id = ?, version = version + 1 where id = ? or merged_into_id = ?",
    householdId,
    patientId,
    patientId,
  );
  const ids = db
    .all<{ id: number }>("select id from membership where patient_id = ? order by id", patientId)
    .map(({ id }) => asId<MembershipId>(id));
  db.exec(
    "update membership set household_id = ?, version = version + 1 where patient_id = ?",
    householdId,
    patientId,
  );
  return ids;
}

/** Sets or clears a person's own address. */
export function setOwnAddress(db: WritableDb, patientId: PatientId, address: Address | null): void {
  db.exec(
    `update patient set address_line1 = ?, address_line2 = ?, city = ?, region = ?, postal_code = ?, country = ?
     where id = ?`,
    ...addressValues(address),
    patientId,
  );
}

/** Tables that may refer to a row, in the words of the refusal; merges name it in columns of their own. */
type Referrers = readonly (readonly [PatientHistory, readonly string[]])[];

const mergeColumns: Readonly<Record<string, readonly string[]>> = {
  household_merge: ["survivor_id", "absorbed_id"],
  patient_merge: ["survivor_id", "merged_id"],
  package_unit: ["holder_id"],
  package_transfer: ["from_patient_id", "to_patient_id"],
};

const toPatient: Referrers = [
  ["memberships", ["membership", "portal_request"]],
  ["invoices", ["invoice_line", "invoice"]],
  ["payments", ["entry"]],
  ["mail", ["email_bounce"]],
  ["insurance", ["insurance_policy", "invoice_policy"]],
  ["visits", ["appointment"]],
  ["packages", ["package_sale", "package_unit", "package_use", "package_transfer", "benefit_use"]],
  ["merges", ["patient_merge"]],
];

const toHousehold: Referrers = [
  ["invoices", ["invoice"]],
  ["payments", ["payment", "credit_note", "refund", "gift_certificate", "payment_plan", "credit", "entry", "posting", "card", "charge_attempt", "refund_attempt", "dispute"]],
  ["statements", ["statement", "yearly_statement", "document", "dunning_case", "notice", "mail", "attention"]],
  ["memberships", ["held_coupon", "portal_request"]],
  ["packages", ["package_sale"]],
  ["merges", ["household_merge"]],
];

/** What refers to a patient, so that the chart is kept (PPL-5). */
export function findHistory(db: ReadableDb, patientId: PatientId): PatientHistory | undefined {
  return findReferrer(db, toPatient, "patient_id", patientId);
}

/** What refers to a household, so that it is kept when its last member goes. */
export function findHouseholdHistory(
  db: ReadableDb,
  householdId: HouseholdId,
): PatientHistory | undefined {
  return findReferrer(db, toHousehold, "household_id", householdId);
}

function findReferrer(
  db: ReadableDb,
  referrers: Referrers,
  column: "patient_id" | "household_id",
  id: number,
): PatientHistory | undefined {
  const refers = (table: string): boolean =>
    (mergeColumns[table] ?? [column]).some(
      (name) => db.get(`select 1 from ${table} where ${name} = ? limit 1`, id) !== undefined,
    );
  return referrers.find(([, tables]) => tables.some(refers))?.[0];
}

/** Takes a person's rows away; the caller has made sure that nothing refers to them. */
export function deletePatientRow(db: WritableDb, patientId: PatientId): void {
  db.exec("delete from patient where id = ?", patientId);
}

export function deleteHouseholdRow(db: WritableDb, householdId: HouseholdId): void {
  db.exec("delete from household where id = ?", householdId);
}
