/** A person's or household's record as plain fields, and which of them changed (F-11). */
import type { AuditFields } from "#db/audit.ts";
import type { HouseholdTerms } from "#db/people/household.ts";
import type { PatientRecord } from "#db/people/patient.ts";
import { addressLines, type Address } from "#domain/people/address.ts";

type Fields = Record<string, string | null>;

export function patientFields(record: PatientRecord): Fields {
  return {
    prefix: record.prefix,
    firstName: record.firstName,
    middleName: record.middleName,
    lastName: record.lastName,
    suffix: record.suffix,
    preferredName: record.preferredName,
    birthOn: record.birthOn,
    sex: record.sex,
    pronouns: record.pronouns,
    email: record.email,
    phones: record.phones.map(({ kind, number }) => `${kind} ${number}`).join("; "),
    language: record.language,
    alerts: record.alerts,
    notes: record.notes,
    textConsent: record.textConsent,
    status: record.status,
    deceasedOn: record.deceasedOn,
    ownAddress: record.ownAddress && addressText(record.ownAddress),
  };
}

export function householdFields(
  household: HouseholdTerms & { readonly payerPatientId: number | null },
): Fields {
  return {
    address: addressText(household.address),
    contactPreference: household.contactPreference,
    paysBy: household.paysBy,
    payerPatientId: household.payerPatientId === null ? null : String(household.payerPatientId),
  };
}

function addressText(address: Address): string {
  return [...addressLines(address), address.country].filter((line) => line !== "").join(", ");
}

/** What is filled in, for the record of something new. */
export function filledFields(fields: Fields): AuditFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== ""),
  );
}

/** The fields that differ, before and after; nothing when none does. */
export function changedFields(
  before: Fields,
  after: Fields,
): { readonly before: AuditFields; readonly after: AuditFields } | undefined {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  if (names.length === 0) return undefined;
  const pick = (from: Fields): AuditFields =>
    Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
