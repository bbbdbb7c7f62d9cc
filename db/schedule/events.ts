/** What was done with an appointment, by whom and when: rows are only ever added (F-12). */
import type { Instant } from "#domain/calendar.ts";
import type { AppointmentId, StaffId } from "#domain/identity.ts";
import type { AppointmentState } from "#domain/schedule/visit-state.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type VisitEvent = "booked" | "moved" | "edited" | "checked_in" | "checked_out" | "cancelled" | "no_show" | "taken_back";

export type EventRow = {
  readonly what: VisitEvent;
  readonly state: AppointmentState;
  /** A reason, or from where to where. */
  readonly detail: string;
  readonly by: string;
  readonly at: Instant;
};

export function insertEvent(
  db: WritableDb,
  row: Omit<EventRow, "by"> & { readonly appointmentId: AppointmentId; readonly createdBy: StaffId | null },
): void {
  db.exec(
    "insert into appointment_event (appointment_id, what, state, detail, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
    row.appointmentId,
    row.what,
    row.state,
    row.detail,
    row.createdBy,
    row.at,
  );
}

/** Newest first. */
export function listEvents(db: ReadableDb, appointmentId: AppointmentId): EventRow[] {
  return db.all<EventRow>(
    `select e.what, e.state, e.detail, coalesce(s.name, '') as by, e.created_at as at
     from appointment_event e left join staff s on s.id = e.created_by
     where e.appointment_id = ? order by e.id desc`,
    appointmentId,
  );
}
