/** A patient's record alone, as the form edits it, without what the practice adds to it. */
import type { Patient, PatientRecord, Phone } from "#db/people/patient.ts";

export function recordOf(patient: Patient): PatientRecord & { readonly phones: Phone[] } {
  const {
    patientId: _patientId,
    householdId: _householdId,
    chartNumber: _chartNumber,
    firstVisitOn: _firstVisitOn,
    importBatchId: _importBatchId,
    version: _version,
    createdAt: _createdAt,
    ...record
  } = patient;
  return { ...record, phones: [...record.phones] };
}
