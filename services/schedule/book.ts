/** Books a visit and changes one that is booked (PPL-16). */
import { findService } from "#db/catalogue/services.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import {
  insertAppointment,
  listVisitServices,
  replaceVisitServices,
  updatePlace,
  type AppointmentRow,
  type Place,
  type VisitService,
} from "#db/schedule/appointments.ts";
import { dayText } from "#domain/day-text.ts";
import type { PatientId, ServiceId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { requireBookableVisitDay, slotLimits, wallTime } from "#domain/schedule/slot.ts";
import { stateAfter } from "#domain/schedule/visit-state.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { requireFreePlace } from "./place.ts";
import { noteVisit, requireAppointment, requireUnchanged, requireVisitor, type OneAppointment } from "./require.ts";

export type Booking = Place & {
  readonly patientId: PatientId;
  /** In the order in which they are done. */
  readonly serviceIds: readonly ServiceId[];
  readonly note: string;
};

/**
 * Refuses `patient_not_found`, `appointment_patient_not_here`, `appointment_day_past`,
 * `appointment_day_far`, `service_not_found`, `appointment_too_many_services` and what
 * `requireFreePlace` refuses.
 */
export function bookAppointment(cx: Cx, booking: Booking): AppointmentRow {
  return act<AppointmentRow>(cx, (db) => bookWithin(cx, db, booking));
}

export function bookWithin(cx: Work, db: WritableDb, booking: Booking): AppointmentRow {
  const { patientId } = requireVisitor(db, booking.patientId);
  requireBookableVisitDay(booking.visitOn, cx.today);
  const services = requireServices(cx, db, booking.serviceIds);
  const span = requireFreePlace(db, booking, null);
  const note = booking.note.trim();
  const appointmentId = insertAppointment(db, { ...booking, ...span, patientId, note, createdBy: cx.actor.staffId, createdAt: cx.now });
  replaceVisitServices(db, appointmentId, services);
  audit(cx, db, "appointment.booked", `appointment/${appointmentId}`, { after: { patientId, ...placeFields(booking) } });
  noteVisit(cx, db, { appointmentId, patientId }, { what: "booked", state: "booked" });
  return requireAppointment(cx, db, appointmentId);
}

export type Move = OneAppointment & Place;

/** Another time, length, provider or room. Refuses `appointment_not_found`, `record_changed_meanwhile`, `appointment_not_so` and what booking refuses. */
export function moveAppointment(cx: Cx, move: Move): AppointmentRow {
  return act<AppointmentRow>(cx, (db) => changeWithin(cx, db, move, null));
}

export type Edit = Move & Pick<Booking, "serviceIds" | "note">;

/** Where it is, what is done, and the note. Refuses what moving refuses. */
export function editAppointment(cx: Cx, edit: Edit): AppointmentRow {
  return act<AppointmentRow>(cx, (db) => changeWithin(cx, db, edit, edit));
}

function changeWithin(cx: Work, db: WritableDb, move: Move, edit: Pick<Booking, "serviceIds" | "note"> | null): AppointmentRow {
  const before = requireUnchanged(cx, db, move);
  const state = stateAfter(before.state, "change");
  const isMoved = placeText(before) !== placeText(move);
  // A visit that stays on its day may be set right on that day; another day must be one to come.
  if (move.visitOn !== before.visitOn) requireBookableVisitDay(move.visitOn, cx.today);
  const span = isMoved ? requireFreePlace(db, move, before.appointmentId) : before;
  const note = edit === null ? before.note : edit.note.trim();
  if (edit !== null) replaceVisitServices(db, before.appointmentId, requireServices(cx, db, edit.serviceIds, servicesOf(db, before)));
  updatePlace(db, before.appointmentId, { ...move, ...pickSpan(span) }, note);
  const after = requireAppointment(cx, db, before.appointmentId);
  audit(cx, db, isMoved ? "appointment.moved" : "appointment.edited", `appointment/${before.appointmentId}`, {
    before: { ...placeFields(before), services: before.services, note: before.note },
    after: { ...placeFields(after), services: after.services, note },
  });
  const detail = isMoved ? `from ${dayText(before.visitOn)}, ${wallTime(before.fromMinute)}` : "";
  noteVisit(cx, db, before, { what: isMoved ? "moved" : "edited", state, detail });
  return after;
}

/** Services with the minutes they take; one that was taken out of use stays where it is already. */
function requireServices(cx: Work, db: ReadableDb, serviceIds: readonly ServiceId[], old: ReadonlySet<ServiceId> = new Set()): VisitService[] {
  if (serviceIds.length > slotLimits.services) refuse("appointment_too_many_services", { most: slotLimits.services });
  return serviceIds.map((serviceId) => {
    const service = findService(db, serviceId, cx.today);
    if (!service || (!service.active && !old.has(serviceId))) refuse("service_not_found", {});
    return { serviceId, minutes: Math.min(service.durationMinutes ?? 0, slotLimits.mostMinutes) };
  });
}

function servicesOf(db: ReadableDb, { appointmentId }: AppointmentRow): Set<ServiceId> {
  return new Set(listVisitServices(db, appointmentId).map(({ serviceId }) => serviceId));
}

function pickSpan({ startsAt, endsAt }: Pick<AppointmentRow, "startsAt" | "endsAt">) {
  return { startsAt, endsAt };
}

function placeFields({ visitOn, fromMinute, minutes, providerId, roomId }: Place) {
  return { visitOn, at: wallTime(fromMinute), minutes, providerId, roomId };
}

function placeText(place: Place): string {
  return JSON.stringify(placeFields(place));
}
