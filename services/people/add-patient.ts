/** Adds a person to the practice, into a household or with a new one (PPL-1, PPL-3). */
import type { WritableDb } from "#db/database.ts";
import { insertHouseholdRow, setPayer, type ContactPreference } from "#db/people/household.ts";
import { insertPatientRow, type PatientRecord } from "#db/people/patient.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { Address } from "#domain/people/address.ts";
import { fullName } from "#domain/people/names.ts";
import { checkRecord } from "#domain/people/record-rules.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireReach } from "./contact.ts";
import { filledFields, patientFields } from "./record-changes.ts";
import { requireHousehold, requireStanding } from "./require.ts";

export type PatientToAdd = {
  readonly form: PatientRecord;
  readonly household:
    | { readonly householdId: HouseholdId }
    | { readonly newAddress: Address; readonly contactPreference: ContactPreference };
};

export type AddedPatient = { readonly patientId: PatientId; readonly householdId: HouseholdId };

/**
 * Refuses what `checkRecord` refuses, `household_not_found`, `merge_already_done`, and `contact_email_missing` or
 * `contact_mobile_missing` when a new household cannot be reached as it prefers (PPL-2).
 */
export function addPatient(cx: Cx, { form, household }: PatientToAdd): AddedPatient {
  checkRecord(form, cx.today);
  return act<AddedPatient>(cx, (db) => {
    const isNew = "newAddress" in household;
    const householdId = isNew
      ? insertHouseholdRow(db, {
          name: fullName(form),
          address: household.newAddress,
          contactPreference: household.contactPreference,
          createdAt: cx.now,
        })
      : requireStanding(db, household.householdId).householdId;
    const patientId = insertPatientRow(db, { ...form, householdId, createdAt: cx.now });
    if (isNew) {
      setPayer(db, householdId, patientId, fullName(form));
      requireReach(db, householdId, household.contactPreference);
    } else {
      becomePayerOfNobody(db, householdId, patientId, fullName(form));
    }
    audit(cx, db, "patient.added", `patient/${patientId}`, {
      after: { ...filledFields(patientFields(form)), householdId },
    });
    db.touch("patients", `patient/${patientId}`, `household/${householdId}`);
    return { patientId, householdId };
  });
}

/** A household whose last member was taken away has no payer; the next one to come pays. */
function becomePayerOfNobody(
  db: WritableDb,
  householdId: HouseholdId,
  patientId: PatientId,
  name: string,
): void {
  if (requireHousehold(db, householdId).payerPatientId === null) {
    setPayer(db, householdId, patientId, name);
  }
}
