import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertCard } from "#db/charging/cards.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import { refusalOf } from "../people/desk.fixture.ts";
import { mergePatients } from "../households/merge-patients.ts";
import { undoPatientMerge } from "../households/undo-patient-merge.ts";
import { removePatient } from "../people/remove-patient.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { viewArrival } from "./arrival.ts";
import { checkIn } from "./arrive.ts";
import { addBlockOut, removeBlockOut, type BlockOutToAdd } from "./block-outs.ts";
import { moveAppointment } from "./book.ts";
import { clinicDay, openClinic, type Clinic } from "./clinic.fixture.ts";
import { saveProvider, saveRoom, scheduleColumns } from "./columns.ts";
import { dayOnPaper } from "./day-on-paper.ts";
import { missAppointment } from "./miss.ts";
import { readScheduleSettings, saveScheduleSettings } from "./settings.ts";
import { appointmentsOfPatient, findAppointments, showAppointment, viewSchedule } from "./view.ts";

let clinic: Clinic;
beforeEach(() => (clinic = openClinic()));
afterEach(() => {
  expect(verifyPractice(clinic.club.db).breaches).toEqual([]);
  clinic.club.dispose();
});

const lunch: BlockOutToAdd = { title: "Lunch", fromMinute: 720, minutes: 60, firstOn: clinicDay, untilOn: null, everyWeeks: 1, weekdays: 0b1_1111, providerId: null, roomId: null };
const block = (over: Partial<BlockOutToAdd> = {}) => addBlockOut(clinic.cx(), { ...lunch, ...over });
const day = (over: object = {}) => viewSchedule(clinic.cx(), { firstOn: clinicDay, days: 1, ...over });
const person = (last: string, first = "Ben") => {
  const { householdId, patientIds } = clinic.club.family(last, [first, "1990-01-01"]);
  const [patientId] = patientIds;
  if (patientId === undefined) throw new Error("a family of one");
  return { householdId, patientId };
};

describe("PPL-16 block-outs", () => {
  test("PPL-16 nothing is booked into the office's lunch, and the refusal names it", () => {
    block();
    expect(() => clinic.book({ fromMinute: 700 })).toThrow(
      expect.objectContaining({ code: "appointment_blocked_out", facts: { column: "The office", title: "Lunch", fromMinute: 720, toMinute: 780 } }),
    );
    expect(clinic.book({ fromMinute: 780 }).state).toBe("booked");
    expect(clinic.book({ fromMinute: 660 }).state).toBe("booked");
    // Sunday has no lunch.
    expect(clinic.book({ visitOn: toDay("2026-06-07"), fromMinute: 720 }).state).toBe("booked");
  });

  test("PPL-16 one of a provider is nobody else's, one of a room is that room's", () => {
    block({ providerId: clinic.marsh });
    block({ roomId: clinic.room1, fromMinute: 840 });
    expect(refusalOf(() => clinic.book({ fromMinute: 720 }))).toBe("appointment_blocked_out");
    expect(clinic.book({ fromMinute: 720, providerId: clinic.chen }).state).toBe("booked");
    expect(refusalOf(() => clinic.book({ fromMinute: 840, roomId: clinic.room1 }))).toBe("appointment_blocked_out");
    expect(clinic.book({ fromMinute: 840, roomId: clinic.room2 }).state).toBe("booked");
  });

  test("PPL-16 what is booked already stays and is counted, the missed ones not", () => {
    const row = clinic.book({ fromMinute: 740, minutes: 30 });
    clinic.book({ fromMinute: 740, minutes: 30, providerId: clinic.chen, visitOn: addDays(clinicDay, 1) });
    clinic.book({ fromMinute: 780 });
    expect(block().appointments).toBe(2);
    expect(block({ providerId: clinic.marsh }).appointments).toBe(1);
    missAppointment(clinic.cx(), { ...row, what: "cancelled", by: "practice", reason: "", expectedFeeCents: null });
    expect(block({ everyWeeks: 0, weekdays: 0 }).appointments).toBe(0);
  });

  test("PPL-16 a visit may be checked in where time was blocked out over it, but not moved within", () => {
    const row = clinic.book({ fromMinute: 730, minutes: 20 });
    block();
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...row, fromMinute: 740 }))).toBe("appointment_blocked_out");
    expect(checkIn(clinic.cx(), row).state).toBe("checked_in");
  });

  test("PPL-16 one day of a repeating one is taken away, then all of it", () => {
    const { blockOutId } = block();
    const on = addDays(clinicDay, 1);
    removeBlockOut(clinic.cx(), { blockOutId, version: 1, onDay: on });
    expect(clinic.book({ visitOn: on, fromMinute: 720 }).state).toBe("booked");
    expect(refusalOf(() => clinic.book({ fromMinute: 720 }))).toBe("appointment_blocked_out");
    expect(() => removeBlockOut(clinic.cx(), { blockOutId, version: 2, onDay: on })).toThrow(expect.objectContaining({ facts: { what: "day" } }));
    expect(refusalOf(() => removeBlockOut(clinic.cx(), { blockOutId, version: 2, onDay: toDay("2026-06-07") }))).toBe("block_out_wrong");
    expect(refusalOf(() => removeBlockOut(clinic.cx(), { blockOutId, version: 1, onDay: null }))).toBe("record_changed_meanwhile");
    removeBlockOut(clinic.cx(), { blockOutId, version: 2, onDay: null });
    expect(clinic.book({ fromMinute: 720 }).state).toBe("booked");
    expect(refusalOf(() => removeBlockOut(clinic.cx(), { blockOutId, version: 3, onDay: null }))).toBe("block_out_not_found");
  });

  test.each([
    ["nobody's provider", { providerId: 999 as never }, "appointment_no_provider"],
    ["nobody's room", { roomId: 999 as never }, "appointment_no_room"],
    ["no title", { title: " " }, "block_out_wrong"],
  ] as const)("PPL-16 %s is refused", (_, over, code) => expect(refusalOf(() => block(over))).toBe(code));

  test("PPL-16 a provider and a room at once is refused: it is one column's", () => {
    expect(refusalOf(() => block({ providerId: clinic.marsh, roomId: clinic.room1 }))).toBe("block_out_wrong");
  });

  test("PPL-16 the week shows it on each of its days", () => {
    block({ everyWeeks: 1, weekdays: 0b101 });
    expect(day({ days: 7 }).blockOuts.map(({ onDay }) => onDay)).toEqual(["2026-06-01", "2026-06-03"]);
  });
});

describe("PPL-16 who sees patients, and where", () => {
  test("PPL-16 the staff who see nobody can begin to, and leave again", () => {
    expect(scheduleColumns(clinic.cx())).toMatchObject({ providers: [{ name: "Dr. Marsh" }, { name: "Dr. Chen" }], rooms: [{ name: "Room 1" }, { name: "Room 2" }], others: [] });
    expect(saveProvider(clinic.cx(), { staffId: clinic.chen, active: false, doubleBooking: false })).toMatchObject({ isEnded: true, version: 2 });
    expect(saveProvider(clinic.cx(), { staffId: clinic.chen, active: true, doubleBooking: true })).toMatchObject({ isEnded: false, doubleBooking: true });
    expect(refusalOf(() => saveProvider(clinic.cx(), { staffId: 999 as never, active: true, doubleBooking: false }))).toBe("provider_is_no_staff");
  });

  test("PPL-16 with appointments ahead neither goes: how many is said", () => {
    const row = clinic.book({ roomId: clinic.room1, fromMinute: 900 });
    const end = () => saveProvider(clinic.cx(), { staffId: clinic.marsh, active: false, doubleBooking: false });
    expect(end).toThrow(expect.objectContaining({ code: "column_has_appointments", facts: { name: "Dr. Marsh", count: 1 } }));
    expect(refusalOf(() => saveRoom(clinic.cx(), { roomId: clinic.room1, name: "Room 1", active: false, doubleBooking: false }))).toBe("column_has_appointments");
    missAppointment(clinic.cx(), { ...row, what: "cancelled", by: "practice", reason: "", expectedFeeCents: null });
    expect(end().isEnded).toBe(true);
  });

  test("PPL-16 two rooms in use have two names; one out of use lends its name", () => {
    expect(() => saveRoom(clinic.cx(), { roomId: null, name: " room 1 ", active: true, doubleBooking: false })).toThrow(expect.objectContaining({ code: "room_name_taken", facts: { name: "Room 1" } }));
    expect(saveRoom(clinic.cx(), { roomId: clinic.room1, name: "Room One", active: true, doubleBooking: false })).toMatchObject({ name: "Room One", version: 2 });
    saveRoom(clinic.cx(), { roomId: clinic.room1, name: "Room One", active: false, doubleBooking: false });
    expect(saveRoom(clinic.cx(), { roomId: null, name: "Room One", active: true, doubleBooking: false }).isEnded).toBe(false);
    expect(refusalOf(() => saveRoom(clinic.cx(), { roomId: clinic.room1, name: "Room One", active: true, doubleBooking: false }))).toBe("room_name_taken");
    expect(refusalOf(() => saveRoom(clinic.cx(), { roomId: 999 as never, name: "X", active: true, doubleBooking: false }))).toBe("room_not_found");
  });

  test("UI-9 PPL-16 settings have a history, and of two who change them the second is told", () => {
    const { id, settings } = readScheduleSettings(clinic.cx());
    expect([id, settings.noShowCents, settings.lateFees]).toEqual([null, 0, []]);
    const { version } = saveScheduleSettings(clinic.cx(), { basedOn: null, settings: { ...settings, fromMinute: 420, waiversAYear: 2 } });
    expect(day()).toMatchObject({ fromMinute: 420, toMinute: 1080 });
    expect(refusalOf(() => saveScheduleSettings(clinic.cx(), { basedOn: null, settings }))).toBe("schedule_settings_old");
    expect(refusalOf(() => saveScheduleSettings(clinic.cx(), { basedOn: version, settings: { ...settings, waiversAYear: 99 } }))).toBe("schedule_settings_wrong");
  });
});

describe("PPL-16 what the schedule shows", () => {
  test("PPL-16 the visits of its days in the order of the clock, the missed ones too, and what the clock says", () => {
    const late = clinic.book({ fromMinute: 600 });
    clinic.book({ fromMinute: 480 });
    clinic.book({ visitOn: addDays(clinicDay, 1) });
    missAppointment(clinic.cx(), { ...late, what: "cancelled", by: "practice", reason: "", expectedFeeCents: null });
    expect(day().appointments.map(({ fromMinute, state }) => [fromMinute, state])).toEqual([[480, "booked"], [600, "cancelled"]]);
    expect(day({ days: 7 }).appointments).toHaveLength(3);
    // 15:00 in London.
    expect(day().nowMinute).toBe(11 * 60);
    expect(refusalOf(() => showAppointment(clinic.cx(), { appointmentId: 999 as never }))).toBe("appointment_not_found");
  });

  test("BIL-13 PPL-16 past due is seen on the schedule from the day after it was due, with alerts", () => {
    clinic.book({ visitOn: addDays(clinicDay, 9) });
    clinic.club.enrol(clinic.householdId, [{ patientId: clinic.rosa, plan: clinic.club.adult }], { unpaid: true });
    clinic.club.db.write((w) => w.exec("update patient set alerts = 'Latex' where id = ?", clinic.rosa));
    const shown = (on: string) => {
      clinic.club.sleepUntil(on);
      return viewSchedule(clinic.cx(), { firstOn: toDay("2026-06-10"), days: 1 }).appointments[0];
    };
    expect(shown("2026-06-01")).toMatchObject({ pastDueCents: 0, hasAlert: true });
    expect(shown("2026-06-02")?.pastDueCents).toBe(clinic.club.balance(clinic.householdId).balanceCents);
  });

  test("PPL-16 the search finds the next appointment of everybody whose name has all the words", () => {
    const ben = person("Leeds");
    clinic.book({ visitOn: addDays(clinicDay, 8) });
    clinic.book({ visitOn: addDays(clinicDay, 3) });
    clinic.book({ patientId: ben.patientId, visitOn: addDays(clinicDay, 5) });
    const found = (text: string) => findAppointments(clinic.cx(), { text }).map(({ patientName, visitOn }) => `${patientName} ${visitOn}`);
    expect(found("LEE")).toEqual(["Rosa Lee 2026-06-04", "Ben Leeds 2026-06-06"]);
    expect(found("lee ros")).toEqual(["Rosa Lee 2026-06-04"]);
    expect([found("  "), found("%"), found("nobody")]).toEqual([[], [], []]);
  });

  test("PPL-16 UI-3 the chart has all the visits of a patient, newest first", () => {
    clinic.book();
    clinic.book({ visitOn: addDays(clinicDay, 3) });
    expect(appointmentsOfPatient(clinic.cx(), { patientId: clinic.rosa }).map(({ visitOn }) => visitOn)).toEqual(["2026-06-04", "2026-06-01"]);
  });

  test("PPL-16 the paper of a day has a section for each provider and nobody who does not come", () => {
    clinic.book({ roomId: clinic.room2, note: "Wheelchair" });
    const other = clinic.book({ fromMinute: 660, serviceIds: [clinic.exam] });
    missAppointment(clinic.cx(), { ...other, what: "cancelled", by: "practice", reason: "", expectedFeeCents: null });
    const { sheet } = dayOnPaper(clinic.cx(), { onDay: clinicDay });
    expect(sheet.sections.map(({ heading, rows }) => [heading, rows.map(({ cells }) => cells)])).toEqual([
      ["Dr. Marsh", [["09:00–10:00", "Rosa Lee", "Cleaning", "Room 2", "Wheelchair", ""]]],
    ]);
    // A day without anybody is a page that says so.
    expect(dayOnPaper(clinic.cx(), { onDay: addDays(clinicDay, 30) }).sheet.sections).toMatchObject([{ heading: "Dr. Marsh", rows: [], empty: "Nobody is booked." }]);
  });
});

describe("PPL-16 BIL-13 what the desk must know when somebody arrives", () => {
  const arrival = () => viewArrival(clinic.cx(), clinic.book({ fromMinute: 480 + arrivals++ * 60 }));
  let arrivals = 0;
  beforeEach(() => (arrivals = 0));

  test("PPL-16 somebody without anything: no member, nothing owed", () => {
    expect(arrival()).toMatchObject({ name: "Rosa Lee", memberships: [], balanceCents: 0, pastDueCents: 0, alerts: "", isBirthDateMissing: false, expiringCard: null });
    expect(refusalOf(() => viewArrival(clinic.cx(), { appointmentId: 999 as never }))).toBe("appointment_not_found");
  });

  test("PPL-16 plan, benefits left, unsigned agreement, balance, alerts and a missing birth date", () => {
    const plan = clinic.club.plan({ name: "Adult", agreementRequired: true, agreementText: "Terms" });
    clinic.club.enrol(clinic.householdId, [{ patientId: clinic.rosa, plan }], { agreement: "later" });
    clinic.club.db.write((w) => w.exec("update patient set alerts = 'Latex', birth_on = null where id = ?", clinic.rosa));
    expect(arrival()).toMatchObject({
      alerts: "Latex",
      isBirthDateMissing: true,
      memberships: [{ planName: "Adult", isUnsigned: true, benefits: [{ label: "Cleanings", left: 2, quantity: 2 }] }],
    });
  });

  test("PPL-16 a card that expires within sixty days is named, where the household pays by card", () => {
    const { householdId } = clinic;
    clinic.club.db.write((w) => {
      insertCard(w, { householdId, token: "t", brand: "visa", last4: "4242", expiresMonth: 7, expiresYear: 2026, funding: "credit", replacesId: null, provenAt: null, collectsThroughOn: null, addedBy: null, addedAt: clinic.cx().now });
    });
    const pays = (how: string) => clinic.club.db.write((w) => w.exec("update household set pays_by = ? where id = ?", how, householdId));
    pays("manual");
    expect(arrival().expiringCard).toBeNull();
    pays("card");
    expect(arrival().expiringCard).toEqual({ last4: "4242", lastDayOn: "2026-07-31" });
    clinic.club.db.write((w) => w.exec("update card set expires_month = 8"));
    expect(arrival().expiringCard).toBeNull();
  });

  test("PPL-16 a membership that ended is not shown as one", () => {
    clinic.club.enrol(clinic.householdId, [{ patientId: clinic.rosa, plan: clinic.club.adult }]);
    expect(arrival().memberships.map(({ standing }) => standing)).toEqual(["active"]);
  });
});

describe("PPL-4 PPL-5 PPL-16 charts and their visits", () => {
  test("PPL-4 the visits of a merged chart are the survivor's, and go back when it is undone", () => {
    const { patientId: double } = person("Lee", "Rosie");
    const row = clinic.book({ patientId: double });
    const { mergeId } = mergePatients(clinic.cx(), { survivorId: clinic.rosa, mergedId: double });
    expect(clinic.now(row)).toMatchObject({ patientId: clinic.rosa, patientName: "Rosa Lee", version: 2 });
    // Booking under the old chart books for the one it was merged into.
    expect(clinic.book({ patientId: double, fromMinute: 660 }).patientId).toBe(clinic.rosa);
    undoPatientMerge(clinic.cx(), { mergeId });
    expect(clinic.now(row).patientId).toBe(double);
  });

  test("PPL-5 a patient with a visit is kept", () => {
    const { patientId } = person("Ortiz");
    clinic.book({ patientId });
    expect(() => removePatient(clinic.cx(), { patientId, version: 1 })).toThrow(expect.objectContaining({ code: "patient_has_history", facts: { name: "Ben Ortiz", what: "visits" } }));
  });
});
