/** The schedule (PPL-16): days and weeks with their columns, and every step of a visit from booking to check-out. */
import { z } from "zod";
import type { AppointmentId, BlockOutId, HouseholdId, InvoiceId, PatientId, RoomId, ServiceId, StaffId } from "#domain/identity.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { appointmentStates } from "#domain/schedule/visit-state.ts";
import { cents, command, day, explanation, fileOut, id, instant, notNegativeCents, nothing, query, requiredText, sumCents, text } from "./base.ts";

const minuteOfDay = z.int().min(0).max(1439);

/** Where a visit is put. */
const place = {
  visitOn: day,
  fromMinute: minuteOfDay,
  minutes: z.int().min(5).max(720),
  providerId: id<StaffId>(),
  roomId: id<RoomId>().nullable(),
};
const what = { serviceIds: z.array(id<ServiceId>()).max(20), note: text(500) };
const one = { appointmentId: id<AppointmentId>(), version: z.int() };
const missed = { ...one, what: z.enum(["cancelled", "no_show"]), by: z.enum(["patient", "practice"]), reason: text(200) };

export const appointment = z.object({
  ...place,
  appointmentId: id<AppointmentId>(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  householdId: id<HouseholdId>(),
  startsAt: instant,
  endsAt: instant,
  state: z.enum(appointmentStates),
  note: z.string(),
  /** `Cleaning, Examination`. */
  services: z.string(),
  invoiceId: id<InvoiceId>().nullable(),
  fee: z.enum(["none", "waived", "charged", "session"]).nullable(),
  feeInvoiceId: id<InvoiceId>().nullable(),
  version: z.int(),
  /** What the household owes past its due day (BIL-13). */
  pastDueCents: sumCents,
  hasAlert: z.boolean(),
});
export type Appointment = z.infer<typeof appointment>;

const column = { name: z.string(), doubleBooking: z.boolean(), isEnded: z.boolean(), version: z.int() };
export const provider = z.object({ ...column, providerId: id<StaffId>(), licence: z.string() });
export type Provider = z.infer<typeof provider>;
export const room = z.object({ ...column, roomId: id<RoomId>() });
export type Room = z.infer<typeof room>;

export const scheduleColumns = z.object({
  providers: z.array(provider),
  rooms: z.array(room),
  others: z.array(z.object({ staffId: id<StaffId>(), name: z.string() })),
});
export type ScheduleColumns = z.infer<typeof scheduleColumns>;

const blockOutTerms = {
  title: requiredText(80),
  fromMinute: minuteOfDay,
  minutes: z.int().min(5).max(1440),
  firstOn: day,
  untilOn: day.nullable(),
  /** 0 for once. */
  everyWeeks: z.int().min(0).max(52),
  /** Monday is 1, Tuesday 2, Wednesday 4 and so on; 0 for once. */
  weekdays: z.int().min(0).max(127),
  providerId: id<StaffId>().nullable(),
  roomId: id<RoomId>().nullable(),
};

export const blockOut = z.object({ ...blockOutTerms, title: z.string(), blockOutId: id<BlockOutId>(), version: z.int(), onDay: day });
export type BlockOut = z.infer<typeof blockOut>;

export const scheduleView = z.object({
  appointments: z.array(appointment),
  blockOuts: z.array(blockOut),
  fromMinute: z.int(),
  toMinute: z.int(),
  /** What the clock on the wall says, in minutes after midnight of today. */
  nowMinute: z.int(),
});
export type ScheduleView = z.infer<typeof scheduleView>;

export const arrival = z.object({
  patientId: id<PatientId>(),
  householdId: id<HouseholdId>(),
  name: z.string(),
  alerts: z.string(),
  isBirthDateMissing: z.boolean(),
  balanceCents: cents,
  creditCents: cents,
  pastDueCents: sumCents,
  memberships: z.array(
    z.object({
      planName: z.string(),
      standing: z.enum(standings),
      isUnsigned: z.boolean(),
      benefits: z.array(z.object({ label: z.string(), left: z.int(), quantity: z.int(), untilOn: day })),
    }),
  ),
  walletCents: sumCents,
  expiringCard: z.object({ last4: z.string(), lastDayOn: day }).nullable(),
});
export type Arrival = z.infer<typeof arrival>;

export const missedFee = z.object({
  kind: z.enum(["none", "waived", "charged", "session"]),
  cents,
  waiver: z.int().optional(),
  /** Of the package a session is taken of. */
  packageName: z.string().optional(),
});
export type MissedFee = z.infer<typeof missedFee>;

const visitInvoice = z.object({ invoiceId: id<InvoiceId>(), number: z.int() }).nullable();

export const visitPreview = z.object({
  lines: z.array(
    z.object({
      description: z.string(),
      listCents: cents,
      netCents: cents,
      taxCents: cents,
      why: z.array(z.object({ label: z.string(), offCents: cents })),
      explain: explanation,
    }),
  ),
  netCents: sumCents,
  taxCents: sumCents,
  totalCents: sumCents,
  warnings: z.array(z.string()),
});
export type VisitPreview = z.infer<typeof visitPreview>;

export const scheduleSettings = z.strictObject({
  fromMinute: z.int().min(0).max(1440),
  toMinute: z.int().min(0).max(1440),
  noShowCents: notNegativeCents,
  lateFees: z.array(z.strictObject({ underHours: z.int().min(0).max(1000), cents: notNegativeCents })).max(4),
  waiversAYear: z.int().min(0).max(60),
  takesSession: z.boolean(),
});
export type ScheduleSettings = z.infer<typeof scheduleSettings>;

export const visitEvent = z.object({
  what: z.enum(["booked", "moved", "edited", "checked_in", "checked_out", "cancelled", "no_show", "taken_back"]),
  state: z.enum(appointmentStates),
  detail: z.string(),
  by: z.string(),
  at: instant,
});

export const scheduleContract = {
  schedule: {
    columns: query("schedule.view").input(nothing).output(scheduleColumns),
    view: query("schedule.view").input(z.strictObject({ firstOn: day, days: z.int().min(1).max(7) })).output(scheduleView),
    appointment: query("schedule.view")
      .input(z.strictObject({ appointmentId: id<AppointmentId>() }))
      .output(
        z.object({
          appointment,
          services: z.array(z.object({ serviceId: id<ServiceId>(), minutes: z.int(), name: z.string() })),
          history: z.array(visitEvent),
        }),
      ),
    /** The next appointment of everybody whose name has all the words. */
    find: query("schedule.view").input(z.strictObject({ text: text(120) })).output(z.array(appointment)),
    ofPatient: query("schedule.view").input(z.strictObject({ patientId: id<PatientId>() })).output(z.array(appointment)),
    /** What the desk must know when somebody arrives. */
    arrival: query("schedule.view").input(z.strictObject({ appointmentId: id<AppointmentId>() })).output(arrival),
    /** Who comes today, with what the desk must know of each. */
    arriving: query("schedule.view").input(nothing).output(z.object({ rows: z.array(z.object({ appointment, arrival })), more: z.int() })),
    /** The list of a day to print. */
    printDay: query("schedule.view").input(z.strictObject({ onDay: day })).output(fileOut),

    book: command("schedule.change", { ...place, ...what, patientId: id<PatientId>() }).output(appointment),
    move: command("schedule.change", { ...one, ...place }).output(appointment),
    edit: command("schedule.change", { ...one, ...place, ...what }).output(appointment),
    checkIn: command("schedule.change", one).output(appointment),
    takeBack: command("schedule.change", one).output(appointment),
    quoteMissed: query("schedule.change").input(z.strictObject(missed)).output(z.object({ fee: missedFee })),
    miss: command("schedule.change", { ...missed, expectedFeeCents: cents.nullable() }).output(
      z.object({ appointment, fee: missedFee, invoice: visitInvoice }),
    ),
    quoteCheckOut: query("invoices.edit")
      .input(z.strictObject({ ...one, serviceIds: what.serviceIds }))
      .output(visitPreview),
    checkOut: command("invoices.edit", { ...one, serviceIds: what.serviceIds, expectedTotalCents: cents.nullable() }).output(
      z.object({ appointment, invoice: visitInvoice }),
    ),

    addBlockOut: command("schedule.change", blockOutTerms).output(z.object({ blockOutId: id<BlockOutId>(), appointments: z.int() })),
    /** For one day, from a day on, or whole; days before keep what they had. */
    changeBlockOut: command("schedule.change", {
      blockOutId: id<BlockOutId>(),
      version: z.int(),
      onDay: day,
      scope: z.enum(["one", "following", "all"]),
      title: blockOutTerms.title,
      fromMinute: blockOutTerms.fromMinute,
      minutes: blockOutTerms.minutes,
      untilOn: blockOutTerms.untilOn,
      everyWeeks: blockOutTerms.everyWeeks,
      weekdays: blockOutTerms.weekdays,
      providerId: blockOutTerms.providerId,
      roomId: blockOutTerms.roomId,
    }).output(z.object({ blockOutId: id<BlockOutId>(), appointments: z.int() })),
    removeBlockOut: command("schedule.change", { blockOutId: id<BlockOutId>(), version: z.int(), onDay: day.nullable() }).output(
      z.object({ blockOutId: id<BlockOutId>() }),
    ),

    saveProvider: command("settings.change", { staffId: id<StaffId>(), active: z.boolean(), doubleBooking: z.boolean(), licence: text(40).optional() }).output(provider),
    saveRoom: command("settings.change", {
      roomId: id<RoomId>().nullable(),
      name: requiredText(60),
      active: z.boolean(),
      doubleBooking: z.boolean(),
    }).output(room),
    settings: query("schedule.view").input(nothing).output(z.object({ id: z.int().nullable(), settings: scheduleSettings })),
    saveSettings: command("settings.change", { basedOn: z.int().nullable(), settings: scheduleSettings }).output(z.object({ version: z.int() })),
  },
};
