/**
 * Cancels a visit or marks it as a no-show (PPL-16): the fee by hours of notice, after the year's
 * waivers, as an invoice of its own; or by policy a session of the patient's package, never both. What it would cost is told by the very same code (MEM-21).
 */
import type { WritableDb } from "#db/database.ts";
import { countWaived, listVisitServices, setStanding, type AppointmentRow } from "#db/schedule/appointments.ts";
import { currentSchedule } from "#db/schedule/settings.ts";
import { yearOf } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { missedFee, type Missed, type MissedFee } from "#domain/schedule/missed-fee.ts";
import { wallTime } from "#domain/schedule/slot.ts";
import { stateAfter } from "#domain/schedule/visit-state.ts";
import { act, type Cx, type Work } from "../context.ts";
import { issueTypedWithin } from "../invoices/issue-typed.ts";
import { sessionFor, takeSession } from "../packages/take-session.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { noteVisit, requireAppointment, requireUnchanged, type OneAppointment } from "./require.ts";

export type MissedVisit = OneAppointment & {
  readonly what: "cancelled" | "no_show";
  /** Who cancelled; a visit that the practice cancels costs nothing. */
  readonly by: "patient" | "practice";
  readonly reason: string;
};

/** With the fee that was shown, in cents; another one is refused. Null where nothing was shown. */
export type MissedToMark = MissedVisit & { readonly expectedFeeCents: Cents | null };

export type MissedOutcome = {
  readonly appointment: AppointmentRow;
  readonly fee: MissedFee;
  /** The invoice over the fee or the session, where one was made. */
  readonly invoice: { readonly invoiceId: InvoiceId; readonly number: number } | null;
};

/**
 * Refuses `appointment_not_found`, `record_changed_meanwhile`, `appointment_not_so`,
 * `amount_changed_meanwhile` and, for a no-show before its time, `appointment_not_yet`.
 */
export function missAppointment(cx: Cx, missed: MissedToMark): MissedOutcome {
  return act<MissedOutcome>(cx, (db) => {
    const done = missWithin(cx, db, missed);
    const nowCents = done.fee.kind === "charged" || done.fee.kind === "session" ? done.fee.cents : zeroCents;
    const shownCents = missed.expectedFeeCents ?? nowCents;
    // The hours of notice run on while the dialog is open.
    if (shownCents !== nowCents) refuse("amount_changed_meanwhile", { shownCents, nowCents });
    return done;
  });
}

/** What it would cost; nothing is kept. Refuses what `missAppointment` refuses. */
export function quoteMissed(cx: Cx, missed: MissedVisit): { readonly fee: MissedFee } {
  return tryOut<{ readonly fee: MissedFee }>(cx.db, (db) => ({ fee: missWithin(cx, db, missed).fee }));
}

function missWithin(cx: Work, db: WritableDb, missed: MissedVisit): MissedOutcome {
  const before = requireUnchanged(cx, db, missed);
  const state = stateAfter(before.state, missed.what === "cancelled" ? "cancel" : "no_show");
  if (missed.what === "no_show" && before.startsAt > cx.now)
    refuse("appointment_not_yet", { visitOn: before.visitOn, fromMinute: before.fromMinute });
  const session = findSession(db, before);
  const fee = missedFee(
    currentSchedule(db).settings,
    kindOf(cx, missed, before),
    countWaived(db, before.patientId, yearOf(before.visitOn), before.appointmentId),
    () => session,
  );
  const invoice =
    fee.kind === "session" && session !== null
      ? takeSession(cx, db, { ...session, providerId: before.providerId, description: missedWords(before, missed) })
      : fee.kind === "charged"
        ? invoiceFee(cx, db, before, missed, fee)
        : null;
  setStanding(db, missed.appointmentId, { state, invoiceId: null, fee: fee.kind, feeInvoiceId: invoice?.invoiceId ?? null });
  audit(cx, db, missed.what === "cancelled" ? "appointment.cancelled" : "appointment.not_kept", `appointment/${missed.appointmentId}`, {
    before: { state: before.state },
    after: { state, by: missed.what === "no_show" ? "patient" : missed.by, fee: fee.kind, feeCents: fee.cents, reason: missed.reason.trim() },
  });
  noteVisit(cx, db, before, { what: missed.what, state, detail: missed.reason.trim() });
  return { appointment: requireAppointment(cx, db, missed.appointmentId), fee, invoice };
}

function kindOf(cx: Work, { what, by }: MissedVisit, { startsAt }: AppointmentRow): Missed {
  return what === "no_show" ? { kind: "no_show" } : { kind: "cancelled", by, startsAt, cancelledAt: cx.now };
}

function missedWords({ visitOn, fromMinute }: AppointmentRow, { what }: Pick<MissedVisit, "what">): string {
  const when = `${dayText(visitOn)}, ${wallTime(fromMinute)}`;
  return what === "no_show" ? `Missed visit of ${when}` : `Visit of ${when}, cancelled late`;
}

/** The session that the policy would take: the first that fits one of the visit's services. */
function findSession(db: WritableDb, { appointmentId, patientId, householdId, visitOn }: AppointmentRow) {
  return listVisitServices(db, appointmentId)
    .map(({ serviceId }) => sessionFor(db, { patientId, householdId, serviceId, serviceOn: visitOn }))
    .find((found) => found !== null) ?? null;
}

function invoiceFee(cx: Work, db: WritableDb, visit: AppointmentRow, { what }: MissedVisit, { cents }: MissedFee) {
  const description = missedWords(visit, { what });
  return issueTypedWithin(cx, db, {
    householdId: visit.householdId,
    termsDays: 0,
    lines: [
      { patientId: visit.patientId, kind: "fee", description, serviceOn: cx.today, quantity: 1, unitCents: cents, taxRatePpm: 0, providerId: null },
    ],
  });
}
