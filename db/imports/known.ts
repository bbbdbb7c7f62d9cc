/** Patients that an earlier import of the same source has brought: found again by their number there. */
import { asId, type HouseholdId, type PatientId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export type KnownPatient = { readonly patientId: PatientId; readonly householdId: HouseholdId };

/** A visible patient of a source; rows of an import under way are not known yet. */
export function findKnownPatient(
  db: ReadableDb,
  source: string,
  externalId: string,
): KnownPatient | undefined {
  if (externalId === "") return undefined;
  const row = db.get<{ id: number; household_id: number }>(
    `select id, household_id from patient
     where external_source = ? and external_id = ? and staged_batch_id is null`,
    source,
    externalId,
  );
  return (
    row && { patientId: asId<PatientId>(row.id), householdId: asId<HouseholdId>(row.household_id) }
  );
}

export function hasAnyPatient(db: ReadableDb): boolean {
  return db.get("select 1 from patient where staged_batch_id is null limit 1") !== undefined;
}

export function isChartNumberTaken(db: ReadableDb, chartNumber: string): boolean {
  return db.get("select 1 from patient where chart_number = ?", chartNumber) !== undefined;
}
