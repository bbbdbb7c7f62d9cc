/** The schedule, over the contract. */
import { checkIn, takeBackStep } from "#services/schedule/arrive.ts";
import { viewArrival } from "#services/schedule/arrival.ts";
import { arriving } from "#services/schedule/arriving.ts";
import { addBlockOut, changeBlockOut, removeBlockOut } from "#services/schedule/block-outs.ts";
import { bookAppointment, editAppointment, moveAppointment } from "#services/schedule/book.ts";
import { checkOut, quoteCheckOut } from "#services/schedule/check-out.ts";
import { saveProvider, saveRoom, scheduleColumns } from "#services/schedule/columns.ts";
import { dayOnPaper } from "#services/schedule/day-on-paper.ts";
import { missAppointment, quoteMissed } from "#services/schedule/miss.ts";
import { readScheduleSettings, saveScheduleSettings } from "#services/schedule/settings.ts";
import { appointmentsOfPatient, findAppointments, showAppointment, viewSchedule } from "#services/schedule/view.ts";
import type { StaffId } from "#domain/identity.ts";
import { roleMay } from "#domain/staff/permissions.ts";
import type { Person } from "../call.ts";
import { os } from "../implementer.ts";
import { reportPdf } from "./reports.ts";

export const scheduleHandlers = {
  schedule: {
    columns: os.schedule.columns.handler(({ context }) => scheduleColumns(context.cx, sight(context))),
    view: os.schedule.view.handler(({ context, input }) => viewSchedule(context.cx, { ...input, ...sight(context) })),
    appointment: os.schedule.appointment.handler(({ context, input }) => showAppointment(context.cx, { ...input, ...sight(context) })),
    find: os.schedule.find.handler(({ context, input }) => findAppointments(context.cx, { ...input, ...sight(context) })),
    ofPatient: os.schedule.ofPatient.handler(({ context, input }) => appointmentsOfPatient(context.cx, input)),
    arrival: os.schedule.arrival.handler(({ context, input }) => viewArrival(context.cx, input)),
    arriving: os.schedule.arriving.handler(({ context }) => arriving(context.cx, sight(context))),
    printDay: os.schedule.printDay.handler(({ context, input, signal }) =>
      reportPdf(context.office, dayOnPaper(context.cx, { ...input, ...sight(context) }), signal),
    ),
    book: os.schedule.book.handler(({ context, input }) => bookAppointment(context.cx, input)),
    move: os.schedule.move.handler(({ context, input }) => moveAppointment(context.cx, input)),
    edit: os.schedule.edit.handler(({ context, input }) => editAppointment(context.cx, input)),
    checkIn: os.schedule.checkIn.handler(({ context, input }) => checkIn(context.cx, input)),
    takeBack: os.schedule.takeBack.handler(({ context, input }) => takeBackStep(context.cx, input)),
    quoteMissed: os.schedule.quoteMissed.handler(({ context, input }) => quoteMissed(context.cx, input)),
    miss: os.schedule.miss.handler(({ context, input }) => missAppointment(context.cx, input)),
    quoteCheckOut: os.schedule.quoteCheckOut.handler(({ context, input }) => quoteCheckOut(context.cx, input)),
    checkOut: os.schedule.checkOut.handler(({ context, input }) => checkOut(context.cx, input)),
    addBlockOut: os.schedule.addBlockOut.handler(({ context, input }) => addBlockOut(context.cx, input)),
    changeBlockOut: os.schedule.changeBlockOut.handler(({ context, input }) => changeBlockOut(context.cx, input)),
    removeBlockOut: os.schedule.removeBlockOut.handler(({ context, input }) => removeBlockOut(context.cx, input)),
    saveProvider: os.schedule.saveProvider.handler(({ context, input }) => saveProvider(context.cx, input)),
    saveRoom: os.schedule.saveRoom.handler(({ context, input }) => saveRoom(context.cx, input)),
    settings: os.schedule.settings.handler(({ context }) => readScheduleSettings(context.cx)),
    saveSettings: os.schedule.saveSettings.handler(({ context, input }) => saveScheduleSettings(context.cx, input)),
  },
};

/** A provider sees the own column only, unless the role may see all of them (PPL-16). */
function sight({ person }: { readonly person: Person }): { readonly onlyOf: StaffId | null } {
  return { onlyOf: roleMay(person.role, "schedule.view_all") ? null : person.staffId };
}
