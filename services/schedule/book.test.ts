import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, addMonths, toDay, toInstant } from "#domain/calendar.ts";
import { setServiceActive } from "../catalogue/manage-services.ts";
import { deactivateStaff } from "../staff/deactivate-staff.ts";
import { auditSince, lastAuditId, refusalOf } from "../people/desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { editAppointment, moveAppointment } from "./book.ts";
import { clinicDay, openClinic, type Clinic } from "./clinic.fixture.ts";
import { saveProvider, saveRoom } from "./columns.ts";
import { missAppointment } from "./miss.ts";
import { showAppointment } from "./view.ts";

let clinic: Clinic;
beforeEach(() => (clinic = openClinic()));
afterEach(() => {
  expect(verifyPractice(clinic.club.db).breaches).toEqual([]);
  clinic.club.dispose();
});

const setStatus = (status: string) => clinic.club.db.write((w) => w.exec("update patient set status = ? where id = ?", status, clinic.rosa));
const second = () => {
  const [patientId] = clinic.club.family("Ortiz", ["Ben", "1990-01-01"]).patientIds;
  if (patientId === undefined) throw new Error("a family of one");
  return patientId;
};

describe("PPL-16 booking", () => {
  test("PPL-16 a visit has its patient, provider, room, services, wall time and instants, and is in the audit trail", () => {
    const before = lastAuditId(clinic.club.db);
    const row = clinic.book({ roomId: clinic.room1, serviceIds: [clinic.cleaning, clinic.exam], note: "  Prefers mornings " });
    expect(row).toMatchObject({
      patientName: "Rosa Lee",
      providerId: clinic.marsh,
      roomId: clinic.room1,
      visitOn: clinicDay,
      fromMinute: 540,
      minutes: 60,
      // New York in summer is four hours behind.
      startsAt: "2026-06-01T13:00:00.000Z",
      endsAt: "2026-06-01T14:00:00.000Z",
      services: "Cleaning, Examination",
      note: "Prefers mornings",
      state: "booked",
      version: 1,
    });
    expect(auditSince(clinic.club.db, before)).toMatchObject([{ action: "appointment.booked", subject: `appointment/${row.appointmentId}`, after: { visitOn: clinicDay, at: "09:00" } }]);
    const { services, history } = showAppointment(clinic.cx(), row);
    expect(services.map(({ name, minutes }) => [name, minutes])).toEqual([["Cleaning", 50], ["Examination", 20]]);
    expect(history.map(({ what, state }) => [what, state])).toEqual([["booked", "booked"]]);
  });

  test("PPL-16 somebody else in the provider's time is refused by name and time, in the room's time as well", () => {
    clinic.book({ roomId: clinic.room1 });
    const overlap = (over: object) => () => clinic.book({ patientId: second(), ...over });
    expect(overlap({ fromMinute: 570 })).toThrow(
      expect.objectContaining({ code: "appointment_overlap", facts: { column: "Dr. Marsh", withName: "Rosa Lee", fromMinute: 540, toMinute: 600 } }),
    );
    expect(overlap({ providerId: clinic.chen, roomId: clinic.room1, fromMinute: 500, minutes: 41 })).toThrow(
      expect.objectContaining({ code: "appointment_overlap", facts: { column: "Room 1", withName: "Rosa Lee", fromMinute: 540, toMinute: 600 } }),
    );
    // Another provider in another room is nobody's business.
    expect(clinic.book({ patientId: second(), providerId: clinic.chen, roomId: clinic.room2 }).state).toBe("booked");
  });

  test("PPL-16 one begins when the other ends", () => {
    clinic.book();
    expect(clinic.book({ fromMinute: 600 }).fromMinute).toBe(600);
    expect(clinic.book({ fromMinute: 480 }).fromMinute).toBe(480);
  });

  test("PPL-16 double-booking goes where the practice allows it, and only there", () => {
    saveProvider(clinic.cx(), { staffId: clinic.marsh, active: true, doubleBooking: true });
    clinic.book({ roomId: clinic.room1 });
    expect(clinic.book({ roomId: clinic.room2 }).state).toBe("booked");
    expect(refusalOf(() => clinic.book({ roomId: clinic.room1 }))).toBe("appointment_overlap");
    saveRoom(clinic.cx(), { roomId: clinic.room1, name: "Room 1", active: true, doubleBooking: true });
    expect(clinic.book({ roomId: clinic.room1 }).state).toBe("booked");
  });

  test("PPL-16 a cancelled visit leaves its time free", () => {
    const row = clinic.book();
    missAppointment(clinic.cx(), { ...row, what: "cancelled", by: "patient", reason: "", expectedFeeCents: null });
    expect(clinic.book({ patientId: second() }).state).toBe("booked");
  });

  test.each([
    ["a day that is over", { visitOn: addDays(clinicDay, -1) }, "appointment_day_past"],
    ["a day more than three years ahead", { visitOn: addDays(addMonths(clinicDay, 36), 1) }, "appointment_day_far"],
    ["a minute before midnight begins", { fromMinute: -1 }, "appointment_time_wrong"],
    ["a minute that no day has", { fromMinute: 1440 }, "appointment_time_wrong"],
    ["four minutes", { minutes: 4 }, "appointment_time_wrong"],
    ["half a minute", { minutes: 5.5 }, "appointment_time_wrong"],
    ["more than twelve hours", { minutes: 721 }, "appointment_too_long"],
    ["past midnight", { fromMinute: 1420, minutes: 21 }, "appointment_past_midnight"],
    ["a provider who is none", { providerId: 999 as never }, "appointment_no_provider"],
    ["a room that is none", { roomId: 999 as never }, "appointment_no_room"],
    ["a service that is none", { serviceIds: [999 as never] }, "service_not_found"],
    ["somebody who is nobody", { patientId: 999 as never }, "patient_not_found"],
  ] as const)("PPL-16 %s is refused, and nothing is booked", (_, over, code) => {
    expect(refusalOf(() => clinic.book(over))).toBe(code);
    expect(clinic.club.db.read((r) => r.get("select count(*) as n from appointment"))).toEqual({ n: 0 });
  });

  test("PPL-16 until midnight itself, for twelve hours, and three years ahead goes", () => {
    expect(clinic.book({ fromMinute: 1420, minutes: 20 }).minutes).toBe(20);
    expect(clinic.book({ fromMinute: 600, minutes: 720 }).minutes).toBe(720);
    expect(clinic.book({ visitOn: addMonths(clinicDay, 36) }).state).toBe("booked");
  });

  test("PPL-16 twenty services go, twenty-one do not, and one out of use is not offered", () => {
    expect(clinic.book({ serviceIds: Array.from({ length: 20 }, () => clinic.exam) }).services.split(", ")).toHaveLength(20);
    expect(refusalOf(() => clinic.book({ fromMinute: 660, serviceIds: Array.from({ length: 21 }, () => clinic.exam) }))).toBe("appointment_too_many_services");
    const row = clinic.book({ fromMinute: 720, serviceIds: [clinic.exam] });
    setServiceActive(clinic.cx(), { serviceId: clinic.exam, version: 1, active: false });
    expect(refusalOf(() => clinic.book({ fromMinute: 840, serviceIds: [clinic.exam] }))).toBe("service_not_found");
    // Where it is already it stays.
    expect(editAppointment(clinic.cx(), { ...row, serviceIds: [clinic.exam, clinic.cleaning], note: "" }).services).toBe("Examination, Cleaning");
  });

  test.each(["inactive", "deceased", "non_patient"])("PPL-16 for a patient who is %s nothing is booked", (status) => {
    setStatus(status);
    expect(() => clinic.book()).toThrow(expect.objectContaining({ code: "appointment_patient_not_here", facts: { name: "Rosa Lee", status } }));
  });

  test("PPL-16 somebody who may become a patient is booked", () => {
    setStatus("prospective");
    expect(clinic.book().state).toBe("booked");
  });

  test("PPL-16 a provider who left or sees no patients any more gets nobody, and what was booked stays", () => {
    const row = clinic.book();
    saveProvider(clinic.cx(), { staffId: clinic.chen, active: false, doubleBooking: false });
    expect(() => clinic.book({ providerId: clinic.chen })).toThrow(expect.objectContaining({ code: "appointment_no_provider", facts: { name: "Dr. Chen" } }));
    deactivateStaff(clinic.cx(), clinic.cx().now, clinic.marsh);
    expect(refusalOf(() => clinic.book({ fromMinute: 660 }))).toBe("appointment_no_provider");
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...row, fromMinute: 660 }))).toBe("appointment_no_provider");
    expect(clinic.now(row).providerId).toBe(clinic.marsh);
  });

  test("PPL-16 a room out of use gets nobody", () => {
    saveRoom(clinic.cx(), { roomId: clinic.room1, name: "Room 1", active: false, doubleBooking: false });
    expect(() => clinic.book({ roomId: clinic.room1 })).toThrow(expect.objectContaining({ code: "appointment_no_room", facts: { name: "Room 1" } }));
  });
});

describe("PPL-16 moving and editing", () => {
  test("PPL-16 a visit moves to another time, length, provider and room, with its history", () => {
    const row = clinic.book();
    const moved = moveAppointment(clinic.cx(), { ...row, fromMinute: 615, minutes: 45, providerId: clinic.chen, roomId: clinic.room2, visitOn: addDays(clinicDay, 2) });
    expect(moved).toMatchObject({ visitOn: "2026-06-03", startsAt: "2026-06-03T14:15:00.000Z", endsAt: "2026-06-03T15:00:00.000Z", version: 2, services: "Cleaning" });
    expect(showAppointment(clinic.cx(), row).history[0]).toMatchObject({ what: "moved", state: "booked", detail: expect.stringContaining("09:00") });
    // Undo is a move back.
    expect(moveAppointment(clinic.cx(), { ...row, version: 2 })).toMatchObject({ visitOn: clinicDay, fromMinute: 540, version: 3 });
  });

  test("PPL-16 it may overlap itself, and nobody else", () => {
    const row = clinic.book();
    clinic.book({ patientId: second(), fromMinute: 660 });
    expect(moveAppointment(clinic.cx(), { ...row, fromMinute: 570 }).fromMinute).toBe(570);
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...row, version: 2, fromMinute: 601 }))).toBe("appointment_overlap");
  });

  test("UI-9 of two windows that move the same visit, the second is told", () => {
    const row = clinic.book();
    moveAppointment(clinic.cx(), { ...row, fromMinute: 600 });
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...row, fromMinute: 660 }))).toBe("record_changed_meanwhile");
    expect(clinic.now(row).fromMinute).toBe(600);
  });

  test("PPL-16 services and note change without a move, also where the time would be refused today", () => {
    const row = clinic.book();
    clinic.club.sleepUntil(addDays(clinicDay, 1));
    const edited = editAppointment(clinic.cx(), { ...row, serviceIds: [clinic.exam], note: "Was early" });
    expect(edited).toMatchObject({ services: "Examination", note: "Was early", visitOn: clinicDay });
    expect(showAppointment(clinic.cx(), row).history[0]).toMatchObject({ what: "edited", detail: "" });
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...edited, visitOn: addDays(clinicDay, -3) }))).toBe("appointment_day_past");
  });

  test("PPL-16 what is over is not moved", () => {
    const row = clinic.book();
    const { appointment } = missAppointment(clinic.cx(), { ...row, what: "cancelled", by: "practice", reason: "", expectedFeeCents: null });
    expect(() => moveAppointment(clinic.cx(), { ...appointment, fromMinute: 600 })).toThrow(expect.objectContaining({ code: "appointment_not_so", facts: { state: "cancelled", act: "change" } }));
    expect(refusalOf(() => moveAppointment(clinic.cx(), { ...row, appointmentId: 999 as never }))).toBe("appointment_not_found");
  });
});

describe("F-9 PPL-16 the clocks change", () => {
  test("F-9 a visit beyond the change keeps its wall time", () => {
    expect(clinic.book({ visitOn: toDay("2026-10-30") }).startsAt).toBe(toInstant("2026-10-30T13:00:00.000Z"));
    expect(clinic.book({ visitOn: toDay("2026-11-02") })).toMatchObject({ fromMinute: 540, startsAt: "2026-11-02T14:00:00.000Z" });
  });

  test("F-9 a wall time that the clocks jump over is refused; the one that comes twice is its first", () => {
    expect(() => clinic.book({ visitOn: toDay("2027-03-14"), fromMinute: 150 })).toThrow(
      expect.objectContaining({ code: "appointment_time_skipped", facts: { on: "2027-03-14", fromMinute: 150 } }),
    );
    expect(clinic.book({ visitOn: toDay("2026-11-01"), fromMinute: 90 }).startsAt).toBe("2026-11-01T05:30:00.000Z");
  });

  test("F-9 whether two collide is asked of the real hours: on the night of 25 hours the wall says it wrongly", () => {
    const on = toDay("2026-11-01");
    // From 00:30 two hours run until 01:30 of the second time round.
    clinic.book({ visitOn: on, fromMinute: 30, minutes: 120 });
    expect(clinic.book({ patientId: second(), visitOn: on, fromMinute: 120, minutes: 30 }).startsAt).toBe("2026-11-01T07:00:00.000Z");
    expect(refusalOf(() => clinic.book({ patientId: second(), visitOn: on, fromMinute: 90, minutes: 30 }))).toBe("appointment_overlap");
  });
});
