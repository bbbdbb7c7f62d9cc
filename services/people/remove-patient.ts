/** Takes a chart away that nothing refers to, such as one opened by mistake (PPL-5). */
import { setPayer } from "#db/people/household.ts";
import {
  deleteHouseholdRow,
  deletePatientRow,
  findHistory,
  findHouseholdHistory,
  listHouseholdsPaidBy,
  listMembers,
} from "#db/people/members.ts";
import type { PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { fallBackToPrint } from "./contact.ts";
import { filledFields, patientFields } from "./record-changes.ts";
import { requirePatient } from "./require.ts";

/**
 * Removes a patient, and the household with its last member. Refuses `patient_not_found`,
 * `record_changed_meanwhile`, and `patient_has_history` when anything refers to either: such a
 * chart is set to inactive instead.
 */
export function removePatient(
  cx: Cx,
  { patientId, version }: { readonly patientId: PatientId; readonly version: number },
): { removed: true } {
  return act<{ removed: true }>(cx, (db) => {
    const patient = requirePatient(db, patientId);
    if (patient.version !== version) refuse("record_changed_meanwhile", {});
    const name = fullName(patient);
    const { householdId } = patient;
    const others = listMembers(db, householdId).filter((member) => member.patientId !== patientId);
    const paysFor = listHouseholdsPaidBy(db, patientId);
    if (paysFor.some((id) => id !== householdId || others.length > 0)) {
      refuse("patient_has_history", { name, what: "others_pay" });
    }
    const what =
      findHistory(db, patientId) ??
      (others.length === 0 ? findHouseholdHistory(db, householdId) : undefined);
    if (what) refuse("patient_has_history", { name, what });
    if (others.length === 0) setPayer(db, householdId, null, name);
    deletePatientRow(db, patientId);
    if (others.length === 0) deleteHouseholdRow(db, householdId);
    else fallBackToPrint(cx, db, householdId);
    audit(cx, db, "patient.removed", `patient/${patientId}`, {
      before: { ...filledFields(patientFields(patient)), householdId },
    });
    db.touch("patients", `patient/${patientId}`, `household/${householdId}`);
    return { removed: true };
  });
}
