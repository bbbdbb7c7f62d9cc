/** The schedule of a day as a list to print (PPL-16): a section for each provider, in the order of the clock. */
import { findPractice } from "#db/practice.ts";
import { listAppointments, type AppointmentRow } from "#db/schedule/appointments.ts";
import { listProviders, listRooms } from "#db/schedule/columns.ts";
import { findStaff } from "#db/staff.ts";
import type { Day } from "#domain/calendar.ts";
import type { RoomId, StaffId } from "#domain/identity.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import type { ReportSection, ReportSheet } from "#domain/reports/report-sheet.ts";
import { wallTime } from "#domain/schedule/slot.ts";
import { takesPlace, type AppointmentState } from "#domain/schedule/visit-state.ts";
import { look, type Cx } from "../context.ts";
import { paperOf } from "../reports/show-report.ts";

const words: Readonly<Record<AppointmentState, string>> = {
  booked: "",
  checked_in: "here",
  checked_out: "done",
  cancelled: "cancelled",
  no_show: "no-show",
};

const columns: ReportSection["columns"] = [
  { id: "time", header: "Time", kind: "text", share: 1.6 },
  { id: "patient", header: "Patient", kind: "text", share: 2 },
  { id: "services", header: "Services", kind: "text", share: 3 },
  { id: "room", header: "Room", kind: "text", share: 1 },
  { id: "note", header: "Note", kind: "text", share: 2 },
  { id: "state", header: "", kind: "text", share: 1 },
];

/** Missed visits are left out: the paper is for who comes. */
export function dayOnPaper(cx: Cx, { onDay, onlyOf = null }: { readonly onDay: Day; readonly onlyOf?: StaffId | null }): ReportPaper {
  return look<ReportPaper>(cx, (db) => {
    const rooms = new Map(listRooms(db).map(({ roomId, name }) => [roomId, name]));
    const appointments = listAppointments(db, onDay, onDay, cx.today).filter(({ state, providerId }) => takesPlace(state) && (onlyOf === null || providerId === onlyOf));
    const sheet: ReportSheet = {
      report: "schedule",
      title: "Schedule",
      practiceName: findPractice(db)?.name ?? "",
      period: { kind: "as_of", on: onDay },
      knownAt: cx.now,
      madeOn: cx.today,
      madeBy: cx.actor.staffId === null ? "" : (findStaff(db, cx.actor.staffId)?.name ?? ""),
      parameters: [],
      sections: listProviders(db)
        .map(({ providerId, name }) => sectionOf(String(providerId), name, appointments.filter((one) => one.providerId === providerId), rooms))
        .filter(({ rows }, index, all) => rows.length > 0 || (index === 0 && all.every((section) => section.rows.length === 0))),
      notes: [],
    };
    return paperOf(db, sheet);
  });
}

function sectionOf(id: string, heading: string, appointments: readonly AppointmentRow[], rooms: ReadonlyMap<RoomId, string>): ReportSection {
  return {
    id,
    heading,
    columns,
    rows: appointments.map((one) => ({
      key: null,
      cells: [
        `${wallTime(one.fromMinute)}–${wallTime((one.fromMinute + one.minutes) % 1440)}`,
        one.patientName,
        one.services,
        one.roomId === null ? "" : (rooms.get(one.roomId) ?? ""),
        one.note,
        words[one.state],
      ],
      link: null,
    })),
    totals: null,
    totalLabel: "",
    opens: [],
    empty: "Nobody is booked.",
    leftOut: 0,
  };
}
