/** People for tests, with as little said about them as possible. */
import { toInstant, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { noAddress } from "#domain/people/address.ts";
import { fullName } from "#domain/people/names.ts";
import type { Database } from "../database.ts";
import { insertHouseholdRow, setPayer, type NewHousehold } from "./household.ts";
import { insertPatientRow, type NewPatient, type PatientRecord } from "./patient.ts";

const createdAt = toInstant("2026-11-22T12:00:00.000Z");

export const blankRecord: PatientRecord = {
  prefix: "",
  firstName: "",
  middleName: "",
  lastName: "",
  suffix: "",
  preferredName: "",
  birthOn: null,
  sex: "",
  pronouns: "",
  email: "",
  phones: [],
  language: "en",
  alerts: "",
  notes: "",
  textConsent: "unknown",
  status: "active",
  deceasedOn: null,
  ownAddress: null,
};

/** Adds one person to a household. */
export function addMember(
  db: Database,
  householdId: HouseholdId,
  person: Partial<Omit<NewPatient, "householdId">>,
): PatientId {
  return db.write((write) =>
    insertPatientRow(write, { ...blankRecord, createdAt, ...person, householdId }),
  );
}

/** Adds a household whose first member pays. */
export function addFamily(
  db: Database,
  members: readonly Partial<Omit<NewPatient, "householdId">>[],
  household: Partial<NewHousehold> = {},
): { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[] } {
  return db.write((write) => {
    const householdId = insertHouseholdRow(write, {
      name: "",
      address: noAddress,
      contactPreference: "print",
      createdAt,
      ...household,
    });
    const records = members.map((member) => ({ ...blankRecord, createdAt, ...member, householdId }));
    const patientIds = records.map((record) => insertPatientRow(write, record));
    const [payer, payerId] = [records[0], patientIds[0]];
    if (payer && payerId) setPayer(write, householdId, payerId, fullName(payer));
    return { householdId, patientIds };
  });
}

/** A person with a first and a last name and, where it matters, a birth date. */
export function named(firstName: string, lastName: string, birthOn: Day | null = null): Partial<PatientRecord> {
  return { firstName, lastName, birthOn };
}
