/** The schedule of some days as it is shown (PPL-16): appointments, block-outs and the office's hours; and one appointment whole. */
import {
  findNextAppointments,
  listAppointments,
  listAppointmentsOf,
  listVisitServices,
  type AppointmentRow,
  type VisitServiceRow,
} from "#db/schedule/appointments.ts";
import type { BlockOutRow } from "#db/schedule/block-outs.ts";
import { listEvents, type EventRow } from "#db/schedule/events.ts";
import { currentSchedule } from "#db/schedule/settings.ts";
import { addDays, timeInZone, type Day } from "#domain/calendar.ts";
import type { AppointmentId, PatientId, StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { daysFrom } from "#domain/schedule/slot.ts";
import { look, type Cx } from "../context.ts";
import { blockOutsOn, zoneOf } from "./place.ts";
import { requireAppointment } from "./require.ts";

export type BlockOutShown = BlockOutRow & { readonly onDay: Day };

export type ScheduleView = {
  readonly appointments: AppointmentRow[];
  readonly blockOuts: BlockOutShown[];
  /** The hours of the office, in minutes after midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** What the clock on the wall says, in minutes after midnight of today. */
  readonly nowMinute: number;
};

/** `onlyOf` is whoever sees the own column only (PPL-16): the visits of others are not shown. */
export type SeesSchedule = { readonly onlyOf?: StaffId | null };

export function viewSchedule(cx: Cx, { firstOn, days, onlyOf = null }: { readonly firstOn: Day; readonly days: number } & SeesSchedule): ScheduleView {
  return look<ScheduleView>(cx, (db) => {
    const { fromMinute, toMinute } = currentSchedule(db).settings;
    return {
      appointments: listAppointments(db, firstOn, addDays(firstOn, days - 1), cx.today).filter((row) => isSeenBy(row, onlyOf)),
      blockOuts: daysFrom(firstOn, days).flatMap((onDay) => blockOutsOn(db, onDay).map((block) => ({ ...block, onDay }))).filter(({ providerId }) => onlyOf === null || providerId === null || providerId === onlyOf),
      fromMinute,
      toMinute,
      nowMinute: minuteOf(timeInZone(cx.now, zoneOf(db))),
    };
  });
}

function isSeenBy({ providerId }: AppointmentRow, onlyOf: StaffId | null): boolean {
  return onlyOf === null || providerId === onlyOf;
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export type AppointmentWhole = {
  readonly appointment: AppointmentRow;
  readonly services: VisitServiceRow[];
  /** Newest first. */
  readonly history: EventRow[];
};

/** Refuses `appointment_not_found`, also for the visit of another where only the own ones are seen. */
export function showAppointment(cx: Cx, { appointmentId, onlyOf = null }: { readonly appointmentId: AppointmentId } & SeesSchedule): AppointmentWhole {
  return look<AppointmentWhole>(cx, (db) => {
    const appointment = requireAppointment(cx, db, appointmentId);
    if (!isSeenBy(appointment, onlyOf)) refuse("appointment_not_found", {});
    return { appointment, services: listVisitServices(db, appointmentId), history: listEvents(db, appointmentId) };
  });
}

const mostFound = 20;

/** The next appointment of everybody whose name has all the words; nobody for no words. */
export function findAppointments(cx: Cx, { text, onlyOf = null }: { readonly text: string } & SeesSchedule): AppointmentRow[] {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 6);
  return words.length === 0 ? [] : look<AppointmentRow[]>(cx, (db) => findNextAppointments(db, words, cx.today, mostFound).filter((row) => isSeenBy(row, onlyOf)));
}

/** All appointments of a patient, newest first. */
export function appointmentsOfPatient(cx: Cx, { patientId }: { readonly patientId: PatientId }): AppointmentRow[] {
  return look<AppointmentRow[]>(cx, (db) => listAppointmentsOf(db, patientId, cx.today));
}
