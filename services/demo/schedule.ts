/** The sample practice's catalogue, rooms and appointments: today as it stands in the middle of the morning, and the two weeks ahead. */
import type { WritableDb } from "#db/database.ts";
import { insertRoom, saveProviderRow } from "#db/schedule/columns.ts";
import { insertBlockOut } from "#db/schedule/block-outs.ts";
import { insertScheduleSettings } from "#db/schedule/settings.ts";
import { findStaffByUsername } from "#db/staff.ts";
import { addDays, weekdayOf, type Day } from "#domain/calendar.ts";
import type { PatientId, RoomId, ServiceId, StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { defaultSchedule } from "#domain/schedule/settings.ts";
import { addServiceWithin } from "../catalogue/manage-services.ts";
import type { Work } from "../context.ts";
import { checkInWithin } from "../schedule/arrive.ts";
import { bookWithin } from "../schedule/book.ts";
import { seededRandom } from "./random.ts";

const catalogue: readonly (readonly [code: string, name: string, category: string, minutes: number, cents: number])[] = [
  ["EXAM", "Examination", "Hygiene", 30, 8500],
  ["CLEAN", "Cleaning", "Hygiene", 45, 12_000],
  ["XRAY", "X-rays, four images", "Imaging", 15, 7600],
  ["FILL1", "Filling, one surface", "Restorative", 45, 21_000],
  ["FILL2", "Filling, two surfaces", "Restorative", 60, 26_500],
  ["FLUOR", "Fluoride treatment", "Hygiene", 15, 4200],
  ["CROWN", "Crown, porcelain", "Restorative", 90, 118_000],
];

/** Minutes after midnight at which visits of the sample begin; between them a lunch. */
const begins = [8 * 60, 9 * 60, 10 * 60, 11 * 60, 13 * 60, 14 * 60, 15 * 60, 16 * 60] as const;
const daysAhead = 14;

/** Its own chance, so that the story before it stays as it is. */
export function addSampleSchedule(work: Work, db: WritableDb, patients: readonly PatientId[]): void {
  const random = seededRandom(41);
  const services = catalogue.map(([code, name, category, durationMinutes, cents]) =>
    addServiceWithin(work, db, { code, name, category, durationMinutes, taxable: false, taxRatePpm: 0, priceCents: toCents(cents) }),
  );
  const providers = ["helen", "wei"].flatMap((username) => findStaffByUsername(db, username)?.id ?? []);
  for (const providerId of providers) saveProviderRow(db, { providerId, doubleBooking: false, endedAt: null, now: work.now });
  const rooms = ["Room 1", "Room 2", "Hygiene"].map((name) => insertRoom(db, { name, doubleBooking: false, createdAt: work.now }));
  const settings = { ...defaultSchedule, noShowCents: toCents(5000), lateFees: [{ underHours: 24, cents: toCents(2500) }], waiversAYear: 1, takesSession: true };
  insertScheduleSettings(db, { settings, createdBy: null, createdAt: work.now });
  addLunch(work, db);
  const visits = { services: services.map(({ serviceId, durationMinutes }) => ({ serviceId, minutes: durationMinutes ?? 30 })), patients };
  for (let on = work.today; on <= addDays(work.today, daysAhead); on = addDays(on, 1)) {
    const isOpen = weekdayOf(on) <= 5 || on === work.today;
    if (isOpen) providers.forEach((providerId, index) => fillDay(work, db, { on, providerId, roomId: rooms[index] ?? null, ...visits, random }));
  }
}

function addLunch(work: Work, db: WritableDb): void {
  insertBlockOut(db, {
    providerId: null,
    roomId: null,
    title: "Lunch",
    fromMinute: 12 * 60,
    minutes: 60,
    firstOn: addDays(work.today, -30),
    untilOn: null,
    everyWeeks: 1,
    weekdays: 0b111_1111,
    createdBy: null,
    createdAt: work.now,
  });
}

type DayToFill = {
  readonly on: Day;
  readonly providerId: StaffId;
  readonly roomId: RoomId | null;
  readonly services: readonly { readonly serviceId: ServiceId; readonly minutes: number }[];
  readonly patients: readonly PatientId[];
  readonly random: ReturnType<typeof seededRandom>;
};

/** Most hours have somebody; today's first hours have come. */
function fillDay(work: Work, db: WritableDb, { on, providerId, roomId, services, patients, random }: DayToFill): void {
  for (const fromMinute of begins) {
    if (!random.chance(on === work.today ? 0.85 : 0.55)) continue;
    const short = services.filter(({ minutes }) => minutes <= 60);
    const { serviceId, minutes } = random.pick(short);
    const { appointmentId, version } = bookWithin(work, db, {
      patientId: random.pick(patients),
      providerId,
      roomId,
      visitOn: on,
      fromMinute,
      minutes: Math.max(minutes, 30),
      serviceIds: [serviceId],
      note: "",
    });
    if (on === work.today && fromMinute < 10 * 60) checkInWithin(work, db, { appointmentId, version });
  }
}
