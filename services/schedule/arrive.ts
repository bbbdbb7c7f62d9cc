/** Checks a visit in, and takes any step back (PPL-16). */
import type { WritableDb } from "#db/database.ts";
import { findInvoice } from "#db/invoices.ts";
import { listUsesOnInvoice } from "#db/packages/uses.ts";
import { setStanding, type AppointmentRow } from "#db/schedule/appointments.ts";
import { listEvents } from "#db/schedule/events.ts";
import { dayInZone } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import { stateAfter, takesPlace } from "#domain/schedule/visit-state.ts";
import { act, type Cx, type Work } from "../context.ts";
import { voidInvoice } from "../invoices/void.ts";
import { undoRedeemWithin } from "../packages/undo-redeem.ts";
import { audit } from "../record.ts";
import { requireFreePlace, zoneOf } from "./place.ts";
import { noteVisit, requireAppointment, requireUnchanged, requireVisitor, type OneAppointment } from "./require.ts";

/**
 * On its own day only. Refuses `appointment_not_found`, `record_changed_meanwhile`, `appointment_not_so`,
 * `appointment_other_day` and `appointment_patient_not_here`.
 */
export function checkIn(cx: Cx, one: OneAppointment): AppointmentRow {
  return act<AppointmentRow>(cx, (db) => checkInWithin(cx, db, one));
}

export function checkInWithin(cx: Work, db: WritableDb, one: OneAppointment): AppointmentRow {
  const before = requireUnchanged(cx, db, one);
  const state = stateAfter(before.state, "check_in");
  if (before.visitOn !== cx.today) refuse("appointment_other_day", { visitOn: before.visitOn });
  requireVisitor(db, before.patientId);
  setStanding(db, one.appointmentId, { ...before, state });
  audit(cx, db, "appointment.checked_in", `appointment/${one.appointmentId}`, { before: { state: before.state }, after: { state } });
  noteVisit(cx, db, before, { what: "checked_in", state });
  return requireAppointment(cx, db, one.appointmentId);
}

/**
 * The step before: a check-out whose invoice is void, a check-in, or on the same day a cancellation or
 * a no-show, whose fee is then void and whose session is given back. Refuses `appointment_not_found`, `record_changed_meanwhile`,
 * `appointment_not_so`, `visit_has_invoice`, `appointment_marked_earlier`, what `requireFreePlace`
 * refuses where somebody else has the time meanwhile, and what voiding the fee refuses.
 */
export function takeBackStep(cx: Cx, one: OneAppointment): AppointmentRow {
  return act<AppointmentRow>(cx, (db) => {
    const before = requireUnchanged(cx, db, one);
    const state = stateAfter(before.state, "take_back");
    if (before.invoiceId !== null) requireVoid(db, before.invoiceId);
    if (!takesPlace(before.state)) comeBack(cx, db, before);
    setStanding(db, one.appointmentId, { state, invoiceId: null, fee: null, feeInvoiceId: null });
    audit(cx, db, "appointment.taken_back", `appointment/${one.appointmentId}`, {
      before: { state: before.state, fee: before.fee },
      after: { state, fee: null },
    });
    noteVisit(cx, db, before, { what: "taken_back", state });
    return requireAppointment(cx, db, one.appointmentId);
  });
}

function requireVoid(db: WritableDb, invoiceId: NonNullable<AppointmentRow["invoiceId"]>): void {
  const invoice = findInvoice(db, invoiceId);
  if (invoice && invoice.voidedOn === null) refuse("visit_has_invoice", { number: invoice.number ?? 0 });
}

/** A visit that was kept after all: its place must still be free, and its fee is void. */
function comeBack(cx: Work, db: WritableDb, before: AppointmentRow): void {
  const [marked] = listEvents(db, before.appointmentId);
  const markedOn = marked ? dayInZone(marked.at, zoneOf(db)) : cx.today;
  if (markedOn !== cx.today) refuse("appointment_marked_earlier", { markedOn });
  requireFreePlace(db, before, before.appointmentId);
  if (before.feeInvoiceId === null) return;
  const fee = findInvoice(db, before.feeInvoiceId);
  if (!fee || fee.voidedOn !== null) return;
  // A session that was taken is the patient's again, and its invoice void with it (PKG-3).
  const [use] = before.fee === "session" ? listUsesOnInvoice(db, before.feeInvoiceId) : [];
  if (use) undoRedeemWithin(cx, db, use.useId);
  else voidInvoice(cx, db, { invoiceId: before.feeInvoiceId, reason: "The visit was kept" });
}
