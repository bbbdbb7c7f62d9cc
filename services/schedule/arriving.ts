/** Who comes today (PPL-16, UI-2): the visits of the day that are not over, in the order of the clock, each with what the desk must know. */
import { listAppointments, type AppointmentRow } from "#db/schedule/appointments.ts";
import type { StaffId } from "#domain/identity.ts";
import { look, type Cx } from "../context.ts";
import { arrivalOf, type Arrival } from "./arrival.ts";

export type Arriving = {
  readonly rows: { readonly appointment: AppointmentRow; readonly arrival: Arrival }[];
  /** Visits of the day beyond those, still to come. */
  readonly more: number;
};

/** As many as a person looks over; the schedule has the rest. */
const mostShown = 12;

/** `onlyOf` is whoever sees the own visits only. */
export function arriving(cx: Cx, { onlyOf = null }: { readonly onlyOf?: StaffId | null } = {}): Arriving {
  return look<Arriving>(cx, (db) => {
    const coming = listAppointments(db, cx.today, cx.today, cx.today).filter(
      ({ state, providerId }) => (state === "booked" || state === "checked_in") && (onlyOf === null || providerId === onlyOf),
    );
    // Whoever is here already is no longer awaited, and stands below.
    const inOrder = [...coming.filter(({ state }) => state === "booked"), ...coming.filter(({ state }) => state === "checked_in")];
    return {
      rows: inOrder.slice(0, mostShown).map((appointment) => ({ appointment, arrival: arrivalOf(cx, db, appointment.patientId) })),
      more: Math.max(0, inOrder.length - mostShown),
    };
  });
}
