/** Finds the appointment a use case is about, or refuses with the next step. */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { chartNow } from "#db/people/merges.ts";
import type { Patient } from "#db/people/patient.ts";
import { findAppointment, type AppointmentRow } from "#db/schedule/appointments.ts";
import { insertEvent, type VisitEvent } from "#db/schedule/events.ts";
import type { AppointmentId, PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import type { AppointmentState } from "#domain/schedule/visit-state.ts";
import type { Work } from "../context.ts";
import { requirePatient } from "../people/require.ts";

export type OneAppointment = { readonly appointmentId: AppointmentId; readonly version: number };

/** Refuses `appointment_not_found`. */
export function requireAppointment(cx: Work, db: ReadableDb, appointmentId: AppointmentId): AppointmentRow {
  return findAppointment(db, appointmentId, cx.today) ?? refuse("appointment_not_found", {});
}

/** Two windows that change the same appointment: the second is told (UI-9). Refuses `record_changed_meanwhile` too. */
export function requireUnchanged(cx: Work, db: ReadableDb, { appointmentId, version }: OneAppointment): AppointmentRow {
  const row = requireAppointment(cx, db, appointmentId);
  return row.version === version ? row : refuse("record_changed_meanwhile", {});
}

/** Somebody who can have a visit; a chart that was merged is the one it was merged into. Refuses `appointment_patient_not_here`. */
export function requireVisitor(db: ReadableDb, patientId: PatientId): Patient {
  const patient = requirePatient(db, chartNow(db, patientId));
  if (patient.status !== "active" && patient.status !== "prospective")
    refuse("appointment_patient_not_here", { name: fullName(patient), status: patient.status });
  return patient;
}

/** Writes down what was done, and tells every window of the schedule and the chart. */
export function noteVisit(
  cx: Work,
  db: WritableDb,
  row: { readonly appointmentId: AppointmentId; readonly patientId: PatientId },
  done: { readonly what: VisitEvent; readonly state: AppointmentState; readonly detail?: string },
): void {
  const { what, state, detail = "" } = done;
  insertEvent(db, { appointmentId: row.appointmentId, what, state, detail, createdBy: cx.actor.staffId, at: cx.now });
  db.touch("schedule", `appointment/${row.appointmentId}`, `patient/${row.patientId}`);
}
