/** Finds the record a use case is about, or refuses with the next step. */
import type { ReadableDb } from "#db/database.ts";
import { findHousehold, type Household } from "#db/people/household.ts";
import { findPatient, type Patient } from "#db/people/patient.ts";
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
