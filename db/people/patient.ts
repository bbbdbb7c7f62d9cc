/** Patient records with their phones and the tokens they are found under (PPL-1, PPL-6). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type ImportBatchId, type PatientId } from "#domain/identity.ts";
import type { Address } from "#domain/people/address.ts";
import { sortName, type PersonName } from "#domain/people/names.ts";
import { canonicalPhone, phoneDigits, type PhoneKind } from "#domain/people/phone.ts";
import { patientSearchKeys } from "#domain/people/search-keys.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { takeNumber } from "../numbers.ts";
import { addressValues, ownAddressOf, type AddressColumns } from "./address-columns.ts";

export type PatientStatus = "active" | "inactive" | "deceased" | "non_patient" | "prospective";
export type TextConsent = "unknown" | "yes" | "no";
/** The languages the office can write to people in. */
export type Language = "en" | "es";

export type Phone = { readonly kind: PhoneKind; readonly number: string };

/** What is kept about a person, as typed. */
export type PatientRecord = PersonName & {
  readonly birthOn: Day | null;
  readonly sex: string;
  readonly pronouns: string;
  readonly email: string;
  readonly phones: readonly Phone[];
  readonly language: Language;
  readonly alerts: string;
  readonly notes: string;
  readonly textConsent: TextConsent;
  readonly status: PatientStatus;
  readonly deceasedOn: Day | null;
  /** Null: the household's address counts. */
  readonly ownAddress: Address | null;
};

export type NewPatient = PatientRecord & {
  readonly householdId: HouseholdId;
  /** Left out: the next free one of the series. */
  readonly chartNumber?: string;
  readonly firstVisitOn?: Day | null;
  readonly externalSource?: string | null;
  readonly externalId?: string | null;
  /** Rows of an import stay invisible until the batch is committed (PPL-19). */
  readonly stagedBatchId?: ImportBatchId | null;
  readonly importBatchId?: ImportBatchId | null;
  readonly createdAt: Instant;
};

const insertText = `insert into patient (household_id, chart_number, prefix, first_name, middle_name, last_name,
  suffix, preferred_name, sort_name, birth_on, sex, pronouns, email, language, alerts, notes, text_consent, status,
  deceased_on, first_visit_on, address_line1, address_line2, city, region, postal_code, country, external_source,
  external_id, staged_batch_id, import_batch_id, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Adds a patient with phones and search tokens. Made for imports and the sample generator as well:
 * prepared statements only, and nothing is read unless a chart number has to be found.
 */
export function insertPatientRow(db: WritableDb, patient: NewPatient): PatientId {
  const chartNumber = patient.chartNumber ?? nextChartNumber(db);
  const { id } = db.exec(
    insertText,
    patient.householdId,
    chartNumber,
    patient.prefix,
    patient.firstName,
    patient.middleName,
    patient.lastName,
    patient.suffix,
    patient.preferredName,
    sortName(patient),
    patient.birthOn,
    patient.sex,
    patient.pronouns,
    patient.email,
    patient.language,
    patient.alerts,
    patient.notes,
    patient.textConsent,
    patient.status,
    patient.deceasedOn,
    patient.firstVisitOn ?? null,
    ...addressValues(patient.ownAddress),
    patient.externalSource ?? null,
    patient.externalId ?? null,
    patient.stagedBatchId ?? null,
    patient.importBatchId ?? null,
    patient.createdAt,
  );
  const patientId = asId<PatientId>(id);
  insertPhones(db, patientId, patient.phones);
  fileForSearch(db, patientId, { ...patient, chartNumber });
  return patientId;
}

/** Numbers of the series that an imported chart already carries are left out. */
export function nextChartNumber(db: WritableDb): string {
  for (;;) {
    const number = String(takeNumber(db, "chart"));
    if (!db.get("select 1 from patient where chart_number = ?", number)) return number;
  }
}

function insertPhones(db: WritableDb, patientId: PatientId, phones: readonly Phone[]): void {
  for (const phone of phones)
    db.exec(
      "insert into phone (patient_id, kind, number, digits) values (?, ?, ?, ?)",
      patientId,
      phone.kind,
      phone.number,
      comparablePhone(phone.number),
    );
}

/** The digits by which two written numbers are the same: international where that can be told. */
export function comparablePhone(number: string): string {
  return (canonicalPhone(number) ?? phoneDigits(number)).replace("+", "");
}

function fileForSearch(
  db: WritableDb,
  patientId: PatientId,
  patient: PatientRecord & { readonly chartNumber: string },
): void {
  const keys = patientSearchKeys({ ...patient, phones: patient.phones.map(({ number }) => number) });
  for (const token of keys)
    db.exec("insert into patient_search (token, patient_id) values (?, ?)", token, patientId);
}

export type Patient = PatientRecord & {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly chartNumber: string;
  readonly firstVisitOn: Day | null;
  readonly importBatchId: ImportBatchId | null;
  readonly version: number;
  readonly createdAt: Instant;
};

type PatientRow = { readonly [K in keyof AddressColumns]: string | null } & {
  readonly id: number;
  readonly household_id: number;
  readonly chart_number: string;
  readonly prefix: string;
  readonly first_name: string;
  readonly middle_name: string;
  readonly last_name: string;
  readonly suffix: string;
  readonly preferred_name: string;
  readonly birth_on: string | null;
  readonly sex: string;
  readonly pronouns: string;
  readonly email: string;
  readonly language: string;
  readonly alerts: string;
  readonly notes: string;
  readonly text_consent: TextConsent;
  readonly status: PatientStatus;
  readonly deceased_on: string | null;
  readonly first_visit_on: string | null;
  readonly import_batch_id: number | null;
  readonly version: number;
  readonly created_at: string;
};

/** A patient that can be seen: rows of an import under way are not there yet. */
export function findPatient(db: ReadableDb, patientId: PatientId): Patient | undefined {
  const row = db.get<PatientRow>(
    "select * from patient where id = ? and staged_batch_id is null",
    patientId,
  );
  return row && patientOf(row, phonesOf(db, patientId));
}

function phonesOf(db: ReadableDb, patientId: PatientId): Phone[] {
  return db.all<Phone>(
    "select kind, number from phone where patient_id = ? order by id",
    patientId,
  );
}

function patientOf(row: PatientRow, phones: readonly Phone[]): Patient {
  return {
    patientId: asId<PatientId>(row.id),
    householdId: asId<HouseholdId>(row.household_id),
    chartNumber: row.chart_number,
    prefix: row.prefix,
    firstName: row.first_name,
    middleName: row.middle_name,
    lastName: row.last_name,
    suffix: row.suffix,
    preferredName: row.preferred_name,
    birthOn: row.birth_on as Day | null,
    sex: row.sex,
    pronouns: row.pronouns,
    email: row.email,
    phones: phones.map(({ kind, number }) => ({ kind, number })),
    language: row.language === "es" ? "es" : "en",
    alerts: row.alerts,
    notes: row.notes,
    textConsent: row.text_consent,
    status: row.status,
    deceasedOn: row.deceased_on as Day | null,
    ownAddress: ownAddressOf(row),
    firstVisitOn: row.first_visit_on as Day | null,
    importBatchId:
      row.import_batch_id === null ? null : asId<ImportBatchId>(row.import_batch_id),
    version: row.version,
    createdAt: row.created_at as Instant,
  };
}

/** Writes a whole record over the one before, with its phones and tokens, under a new version. */
export function updatePatientRow(
  db: WritableDb,
  patient: { readonly patientId: PatientId; readonly chartNumber: string },
  record: PatientRecord,
): void {
  const { patientId, chartNumber } = patient;
  db.exec(
    `update patient set prefix = ?, first_name = ?, middle_name = ?, last_name = ?, suffix = ?, preferred_name = ?,
       sort_name = ?, birth_on = ?, sex = ?, pronouns = ?, email = ?, language = ?, alerts = ?, notes = ?,
       text_consent = ?, status = ?, deceased_on = ?, address_line1 = ?, address_line2 = ?, city = ?, region = ?,
       postal_code = ?, country = ?, version = version + 1
     where id = ?`,
    record.prefix,
    record.firstName,
    record.middleName,
    record.lastName,
    record.suffix,
    record.preferredName,
    sortName(record),
    record.birthOn,
    record.sex,
    record.pronouns,
    record.email,
    record.language,
    record.alerts,
    record.notes,
    record.textConsent,
    record.status,
    record.deceasedOn,
    ...addressValues(record.ownAddress),
    patientId,
  );
  db.exec("delete from phone where patient_id = ?", patientId);
  insertPhones(db, patientId, record.phones);
  db.exec("delete from patient_search where patient_id = ?", patientId);
  fileForSearch(db, patientId, { ...record, chartNumber });
}
