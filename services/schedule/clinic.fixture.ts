/** A practice with two providers, two rooms, three services and a patient, for tests of the schedule. */
import { findAppointment, type AppointmentRow } from "#db/schedule/appointments.ts";
import { insertStaff } from "#db/staff.ts";
import { toDay, toInstant, type Instant } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, RoomId, ServiceId, StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { addService } from "../catalogue/manage-services.ts";
import type { Cx } from "../context.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { bookAppointment, type Booking } from "./book.ts";
import { saveProvider, saveRoom } from "./columns.ts";

export type Clinic = {
  readonly club: Club;
  readonly marsh: StaffId;
  readonly chen: StaffId;
  readonly room1: RoomId;
  readonly room2: RoomId;
  readonly cleaning: ServiceId;
  readonly exam: ServiceId;
  readonly rosa: PatientId;
  readonly householdId: HouseholdId;
  /** A context on the club's day; at another instant where one is given. */
  cx(at?: string): Cx;
  /** Books Rosa with Dr. Marsh at 9:00 today for an hour, unless told otherwise. */
  book(over?: Partial<Booking>, at?: string): AppointmentRow;
  /** How an appointment stands now. */
  now(row: AppointmentRow): AppointmentRow;
};

/** A Monday, some months from either change of the clocks. */
export const clinicDay = toDay("2026-06-01");

export function openClinic(today: string = clinicDay): Clinic {
  const club = openClub(today);
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-03-04"]);
  const [rosa] = patientIds;
  if (rosa === undefined) throw new Error("the family has a member");
  const staff = (name: string, username: string): StaffId =>
    club.db.write((w) => insertStaff(w, { name, username, role: "provider", passwordHash: null, createdAt: club.cx().now }));
  const [marsh, chen] = [staff("Dr. Marsh", "helen"), staff("Dr. Chen", "wei")];
  for (const staffId of [marsh, chen]) saveProvider(club.cx(), { staffId, active: true, doubleBooking: false });
  const room = (name: string): RoomId => saveRoom(club.cx(), { roomId: null, name, active: true, doubleBooking: false }).roomId;
  const service = (code: string, name: string, durationMinutes: number, cents: number): ServiceId =>
    addService(club.cx(), { code, name, category: "Hygiene", durationMinutes, taxable: false, taxRatePpm: 0, priceCents: toCents(cents) }).serviceId;
  const cleaning = service("CLEAN", "Cleaning", 50, 12_000);
  const exam = service("EXAM", "Examination", 20, 8500);
  const cx = (at?: string): Cx => (at === undefined ? club.cx() : { ...club.cx(), now: toInstant(at) as Instant });
  return {
    club,
    marsh,
    chen,
    room1: room("Room 1"),
    room2: room("Room 2"),
    cleaning,
    exam,
    rosa,
    householdId,
    cx,
    book: (over = {}, at) =>
      bookAppointment(cx(at), {
        patientId: rosa,
        providerId: marsh,
        roomId: null,
        visitOn: club.today(),
        fromMinute: 9 * 60,
        minutes: 60,
        serviceIds: [cleaning],
        note: "",
        ...over,
      }),
    now: (row) => {
      const found = club.db.read((db) => findAppointment(db, row.appointmentId, club.today()) ?? null);
      if (found === null) throw new Error("the appointment is there");
      return found;
    },
  };
}
