/** Finds the record a use case is about, or refuses with the next step. */
import type { ReadableDb } from "#db/database.ts";
import { findHousehold, type Household } from "#db/people/household.ts";
import { findPatient, type Patient } from "#db/people/patient.ts";
import { findMergeOf } from "#db/people/merges.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";

/** Refuses `patient_not_found`. */
export function requirePatient(db: ReadableDb, patientId: PatientId): Patient {
  return findPatient(db, patientId) ?? refuse("patient_not_found", {});
}

/** Refuses `household_not_found`. */
export function requireHousehold(db: ReadableDb, householdId: HouseholdId): Household {
  return findHousehold(db, householdId) ?? refuse("household_not_found", {});
}

/**
 * A household that people and money may still come to. Refuses `household_not_found`, and
 * `merge_already_done` for one that was merged into another (MEM-15).
 */
export function requireStanding(db: ReadableDb, householdId: HouseholdId): Household {
  const household = requireHousehold(db, householdId);
  requireNotMerged(db, householdId, household.name);
  return household;
}

/** Refuses `merge_already_done`; says nothing of a household that is not there. */
export function requireNotMerged(
  db: ReadableDb,
  householdId: HouseholdId,
  name = findHousehold(db, householdId)?.name ?? "",
): void {
  if (findMergeOf(db, householdId)) refuse("merge_already_done", { name });
}
