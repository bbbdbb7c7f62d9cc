/**
 * Writes a slice of an import's rows, invisible until the batch is committed (PPL-19). The household
 * of a row is the one of its file, of a guarantor or payer who is a patient already, or a new one;
 * who lives elsewhere than the payer keeps an address of their own (PPL-1, PPL-3).
 */
import { findKnownPatient, isChartNumberTaken } from "#db/imports/known.ts";
import { insertUpdate } from "#db/imports/updates.ts";
import { findHousehold, insertHouseholdRow, setPayer } from "#db/people/household.ts";
import { findPatient, insertPatientRow, type PatientRecord } from "#db/people/patient.ts";
import type { WritableDb } from "#db/database.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";
import type { ImportedPatient } from "#domain/imports/imported-patient.ts";
import { asId, type HouseholdId, type PatientId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Address } from "#domain/people/address.ts";
import { isSameAddress } from "#domain/people/household-forming.ts";
import { fullName } from "#domain/people/names.ts";
import type { Cx } from "../context.ts";
import type { Staging } from "./begin-import.ts";

/** Few enough for the desk not to notice the one writer at work (B6). */
export const stagedAtOnce = 50;

/** Writes rows in one transaction. */
export function stageRows(cx: Cx, staging: Staging, rows: readonly ImportRow[]): void {
  cx.db.write<void>((db) => {
    for (const row of rows) {
      if (row.verdict === "known") stageKnown(db, staging, row);
      else stageNew(cx, db, staging, row);
    }
  });
}

function stageNew(cx: Cx, db: WritableDb, staging: Staging, row: ImportRow): void {
  const { patient } = row;
  const householdId = householdOf(cx, db, staging, row);
  const home = row.home ?? findHousehold(db, householdId)?.address ?? null;
  const takesChartNumber =
    patient.chartNumber !== "" && !isChartNumberTaken(db, patient.chartNumber);
  const patientId = insertPatientRow(db, {
    ...recordOf(patient, home),
    householdId,
    ...(takesChartNumber ? { chartNumber: patient.chartNumber } : {}),
    firstVisitOn: patient.firstVisitOn,
    externalSource: patient.externalId === "" ? null : staging.source,
    externalId: patient.externalId === "" ? null : patient.externalId,
    stagedBatchId: staging.batchId,
    importBatchId: staging.batchId,
    createdAt: cx.now,
  });
  if (row.isPayer && row.outsideGuarantor === null)
    setPayer(db, householdId, patientId, fullName(patient));
}

function householdOf(cx: Cx, db: WritableDb, staging: Staging, row: ImportRow): HouseholdId {
  const open = staging.households.get(row.household);
  if (open !== undefined) return open;
  const householdId =
    existingHousehold(db, staging, row) ??
    insertHouseholdRow(db, {
      // The payer's name follows as soon as the payer's row is written.
      name: fullName(row.patient),
      address: row.home ?? row.patient.address,
      contactPreference: "print",
      stagedBatchId: staging.batchId,
      importBatchId: staging.batchId,
      createdAt: cx.now,
    });
  staging.households.set(row.household, householdId);
  return householdId;
}

/** The household of a payer or guarantor who is a patient already. */
function existingHousehold(
  db: WritableDb,
  staging: Staging,
  { payerPatientId, outsideGuarantor }: ImportRow,
): HouseholdId | undefined {
  if (payerPatientId !== null) return findPatient(db, asId<PatientId>(payerPatientId))?.householdId;
  if (outsideGuarantor === null) return undefined;
  return findKnownPatient(db, staging.source, outsideGuarantor)?.householdId;
}

/** Somebody whom an earlier import brought: what the file says differently is written with the commit. */
function stageKnown(db: WritableDb, staging: Staging, row: ImportRow): void {
  invariant(row.knownPatientId !== null, "a known row names its patient");
  const patientId = asId<PatientId>(row.knownPatientId);
  const known = findPatient(db, patientId);
  if (!known) return;
  const home = findHousehold(db, known.householdId)?.address ?? null;
  const record = mergedRecord(known, recordOf(row.patient, home));
  if (JSON.stringify(record) !== JSON.stringify(pickRecord(known))) {
    insertUpdate(db, staging.batchId, patientId, JSON.stringify(record));
  }
}

/** The record as the practice keeps it; an address equal to the household's is the household's. */
function recordOf(patient: ImportedPatient, home: Address | null): PatientRecord {
  const { address } = patient;
  const livesElsewhere = address.line1 !== "" && home !== null && !isSameAddress(address, home);
  return {
    prefix: patient.prefix,
    firstName: patient.firstName,
    middleName: patient.middleName,
    lastName: patient.lastName,
    suffix: patient.suffix,
    preferredName: patient.preferredName,
    birthOn: patient.birthOn,
    sex: patient.sex,
    pronouns: "",
    email: patient.email,
    phones: patient.phones,
    language: patient.language,
    alerts: "",
    notes: patient.notes,
    textConsent: patient.textConsent,
    status: patient.status,
    deceasedOn: patient.deceasedOn,
    ownAddress: livesElsewhere ? address : null,
  };
}

/** What the file says wins, what it leaves blank stays, and what only the office knows is not touched. */
function mergedRecord(known: PatientRecord, file: PatientRecord): PatientRecord {
  const filled = (next: string, now: string): string => (next === "" ? now : next);
  return {
    prefix: filled(file.prefix, known.prefix),
    firstName: filled(file.firstName, known.firstName),
    middleName: filled(file.middleName, known.middleName),
    lastName: filled(file.lastName, known.lastName),
    suffix: filled(file.suffix, known.suffix),
    preferredName: filled(file.preferredName, known.preferredName),
    birthOn: file.birthOn ?? known.birthOn,
    sex: filled(file.sex, known.sex),
    pronouns: known.pronouns,
    email: filled(file.email, known.email),
    phones: file.phones.length > 0 ? file.phones : known.phones,
    language: known.language,
    alerts: known.alerts,
    notes: filled(known.notes, file.notes),
    textConsent: file.textConsent === "unknown" ? known.textConsent : file.textConsent,
    // Nobody comes back to life, and who was set inactive here stays so, by a file.
    status: file.status === "deceased" ? "deceased" : known.status,
    deceasedOn: file.deceasedOn ?? known.deceasedOn,
    ownAddress: file.ownAddress ?? known.ownAddress,
  };
}

/** Only the record's own fields, in one order, so that two can be compared. */
export function pickRecord(record: PatientRecord): PatientRecord {
  return mergedRecord(record, record);
}
