/** The operations of the schedule, prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import type { AppointmentId, PatientId, ServiceId, StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import type { Scene } from "./scene.fixture.ts";

let names = 0;

/** The provider sees as many patients at a time as a test needs, and is seen by every role: a provider has the own column only. */
async function provider(scene: Scene): Promise<StaffId> {
  const saved = await scene.owner.schedule.saveProvider({ requestId: newRequestId(), staffId: scene.staffIdOf("provider") as StaffId, active: true, doubleBooking: true });
  return saved.providerId;
}

async function service(scene: Scene): Promise<ServiceId> {
  const made = await scene.owner.services.add({
    requestId: newRequestId(),
    code: `VISIT${(names += 1)}`,
    name: "Examination",
    category: "Hygiene",
    durationMinutes: 30,
    taxable: false,
    taxRatePpm: 0,
    priceCents: toCents(8500),
  });
  return made.serviceId;
}

const place = async (scene: Scene) => ({
  visitOn: await scene.today(),
  // Midnight has always begun, so that nobody is early for a no-show.
  fromMinute: 0,
  minutes: 30,
  providerId: await provider(scene),
  roomId: null,
});

async function booked(scene: Scene): Promise<{ appointmentId: AppointmentId; patientId: PatientId; version: number; serviceId: ServiceId }> {
  const { patientId } = await scene.family();
  const serviceId = await service(scene);
  const row = await scene.owner.schedule.book({ requestId: newRequestId(), ...(await place(scene)), patientId, serviceIds: [serviceId], note: "" });
  return { appointmentId: row.appointmentId, patientId, version: row.version, serviceId };
}

const one = async (scene: Scene) => {
  const { appointmentId, version } = await booked(scene);
  return { appointmentId, version };
};

async function here(scene: Scene) {
  const { appointmentId, version, serviceId } = await booked(scene);
  const row = await scene.owner.schedule.checkIn({ requestId: newRequestId(), appointmentId, version });
  return { appointmentId, version: row.version, serviceIds: [serviceId] };
}

const lunch = async (scene: Scene) => ({
  title: "Lunch",
  fromMinute: 1430,
  minutes: 10,
  firstOn: await scene.today(),
  untilOn: null,
  everyWeeks: 0,
  weekdays: 0,
  providerId: await provider(scene),
  roomId: null,
});

const settings = { fromMinute: 480, toMinute: 1080, noShowCents: toCents(0), lateFees: [], waiversAYear: 0, takesSession: true };
const topics = ["schedule", "appointment/:id", "patient/:id"];

export const scheduleCommands: Record<string, CommandCase> = {
  "schedule.book": {
    ready: async (scene) => ({ ...(await place(scene)), patientId: (await scene.family()).patientId, serviceIds: [await service(scene)], note: "" }),
    audits: ["appointment.booked"],
    topics,
    wrong: { minutes: 4 },
  },
  "schedule.move": {
    ready: async (scene) => ({ ...(await one(scene)), ...(await place(scene)), fromMinute: 45 }),
    audits: ["appointment.moved"],
    topics,
    wrong: { fromMinute: 1440 },
  },
  "schedule.edit": {
    ready: async (scene) => ({ ...(await one(scene)), ...(await place(scene)), serviceIds: [], note: "Late" }),
    audits: ["appointment.edited"],
    topics,
    wrong: { visitOn: "2026-02-30" },
  },
  "schedule.checkIn": { ready: one, audits: ["appointment.checked_in"], topics, wrong: { version: 1.5 } },
  "schedule.takeBack": {
    ready: async (scene) => {
      const { appointmentId, version } = await here(scene);
      return { appointmentId, version };
    },
    audits: ["appointment.taken_back"],
    topics,
    wrong: { appointmentId: 0 },
  },
  "schedule.miss": {
    ready: async (scene) => ({ ...(await one(scene)), what: "no_show", by: "patient", reason: "", expectedFeeCents: null }),
    audits: ["appointment.not_kept"],
    topics,
    wrong: { what: "late" },
  },
  "schedule.checkOut": {
    ready: async (scene) => ({ ...(await here(scene)), expectedTotalCents: 8500 }),
    audits: ["invoice.issued", "appointment.checked_out"],
    topics: [...topics, "invoices", "billing"],
    wrong: { serviceIds: [0] },
  },
  "schedule.addBlockOut": { ready: lunch, audits: ["block_out.added"], topics: ["schedule"], wrong: { title: "" } },
  "schedule.changeBlockOut": {
    ready: async (scene) => {
      const { firstOn, ...rest } = await lunch(scene);
      const { blockOutId } = await scene.owner.schedule.addBlockOut({ requestId: newRequestId(), firstOn, ...rest });
      return { ...rest, blockOutId, version: 1, onDay: firstOn, scope: "all", minutes: 5 };
    },
    audits: ["block_out.added", "block_out.changed"],
    topics: ["schedule"],
    wrong: { scope: "some" },
  },
  "schedule.removeBlockOut": {
    ready: async (scene) => {
      const { blockOutId } = await scene.owner.schedule.addBlockOut({ requestId: newRequestId(), ...(await lunch(scene)) });
      return { blockOutId, version: 1, onDay: null };
    },
    audits: ["block_out.removed"],
    topics: ["schedule"],
    wrong: { blockOutId: 0 },
  },
  "schedule.saveProvider": {
    ready: async () => ({ staffId: 1, active: true, doubleBooking: true, licence: "MT 4711" }),
    audits: ["provider.saved"],
    topics: ["schedule", "staff"],
    wrong: { staffId: 0 },
  },
  "schedule.saveRoom": {
    ready: async () => ({ roomId: null, name: `Room ${(names += 1)}`, active: true, doubleBooking: false }),
    audits: ["room.saved"],
    topics: ["schedule"],
    wrong: { name: " " },
  },
  "schedule.saveSettings": {
    ready: async (scene) => ({ basedOn: (await scene.owner.schedule.settings({})).id, settings }),
    audits: ["schedule_settings.changed"],
    topics: ["schedule"],
    wrong: { settings: { ...settings, lateFees: [{ underHours: -1, cents: 1 }] } },
  },
};

export const scheduleQueries: Record<string, QueryCase> = {
  "schedule.columns": {
    ready: async (scene) => (await provider(scene), {}),
    answer: () => ({ providers: [{ providerId: expect.any(Number) as unknown, isEnded: false }] }),
    wrong: { more: 1 },
  },
  "schedule.view": {
    ready: async (scene) => (await booked(scene), { firstOn: await scene.today(), days: 7 }),
    answer: () => ({ appointments: expect.arrayContaining([expect.objectContaining({ services: "Examination" })]), fromMinute: 480 }),
    wrong: { firstOn: "today", days: 7 },
  },
  "schedule.appointment": {
    ready: async (scene) => ({ appointmentId: (await booked(scene)).appointmentId }),
    answer: () => ({ services: [{ name: "Examination" }], history: [{ what: "booked" }] }),
    wrong: { appointmentId: 0 },
  },
  "schedule.find": {
    ready: async (scene) => (await booked(scene), { text: "rosa" }),
    answer: () => expect.arrayContaining([expect.objectContaining({ state: "booked" })]),
    wrong: { text: "x".repeat(121) },
  },
  "schedule.ofPatient": {
    ready: async (scene) => ({ patientId: (await booked(scene)).patientId }),
    answer: () => [{ services: "Examination" }],
    wrong: { patientId: 0 },
  },
  "schedule.arrival": {
    ready: async (scene) => ({ appointmentId: (await booked(scene)).appointmentId }),
    answer: () => ({ memberships: [], pastDueCents: 0, isBirthDateMissing: false }),
    wrong: { appointmentId: "1" },
  },
  "schedule.arriving": {
    ready: async (scene) => (await booked(scene), {}),
    // A provider sees the own visits only, and these are the owner's.
    answer: () => ({ rows: expect.any(Array) as unknown, more: 0 }),
    wrong: { onDay: "today" },
  },
  "schedule.printDay": {
    heavy: true,
    ready: async (scene) => (await booked(scene), { onDay: await scene.today() }),
    answer: () => ({ fileName: expect.stringMatching(/^schedule-.*\.pdf$/), mediaType: "application/pdf" }),
    wrong: { onDay: "2026-13-01" },
  },
  "schedule.quoteMissed": {
    ready: async (scene) => ({ ...(await one(scene)), what: "no_show", by: "patient", reason: "" }),
    answer: () => ({ fee: { kind: "none", cents: 0 } }),
    wrong: { what: "late" },
  },
  "schedule.quoteCheckOut": {
    ready: here,
    answer: () => ({ totalCents: 8500, lines: [{ description: "Examination" }] }),
    wrong: { serviceIds: ["x"] },
  },
  "schedule.settings": { ready: async () => ({}), answer: () => ({ settings: { fromMinute: 480 } }), wrong: { more: 1 } },
};
