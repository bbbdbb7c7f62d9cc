/** Changes a person's record as a whole (PPL-1); what somebody else changed meanwhile is never overwritten. */
import type { WritableDb } from "#db/database.ts";
import { setPayer } from "#db/people/household.ts";
import { findRunningPlan, listHouseholdsPaidBy } from "#db/people/members.ts";
import { updatePatientRow, type Patient, type PatientRecord } from "#db/people/patient.ts";
import type { PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { checkRecord } from "#domain/people/record-rules.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { fallBackToPrint } from "./contact.ts";
import { changedFields, patientFields } from "./record-changes.ts";
import { requirePatient } from "./require.ts";

export type PatientEdit = {
  readonly patientId: PatientId;
  /** The version that was on the screen. */
  readonly version: number;
  readonly form: PatientRecord;
};

/**
 * Refuses what `checkRecord` refuses, `patient_not_found`, `record_changed_meanwhile`, and
 * `membership_still_running` when the chart is closed while a membership runs.
 */
export function editPatient(cx: Cx, { patientId, version, form }: PatientEdit): { version: number } {
  checkRecord(form, cx.today);
  return act<{ version: number }>(cx, (db) => {
    const patient = requirePatient(db, patientId);
    if (patient.version !== version) refuse("record_changed_meanwhile", {});
    const change = changedFields(patientFields(patient), patientFields(form));
    if (!change) return { version };
    requireNothingRunning(db, patient, form);
    updatePatientRow(db, patient, form);
    audit(cx, db, "patient.edited", `patient/${patientId}`, change);
    db.touch("patients", `patient/${patientId}`, `household/${patient.householdId}`);
    fallBackToPrint(cx, db, patient.householdId);
    carryNameToHouseholds(db, patient, form);
    return { version: version + 1 };
  });
}

function requireNothingRunning(db: WritableDb, patient: Patient, form: PatientRecord): void {
  const closes = form.status !== patient.status && form.status !== "active";
  const plan = closes ? findRunningPlan(db, patient.patientId) : undefined;
  if (plan !== undefined) refuse("membership_still_running", { name: fullName(patient), plan });
}

/** A household carries its payer's name. */
function carryNameToHouseholds(db: WritableDb, patient: Patient, form: PatientRecord): void {
  const name = fullName(form);
  if (name === fullName(patient)) return;
  for (const householdId of listHouseholdsPaidBy(db, patient.patientId)) {
    setPayer(db, householdId, patient.patientId, name);
    db.touch(`household/${householdId}`);
  }
}
