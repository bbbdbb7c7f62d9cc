/** Who comes today, own columns, and block-outs that change (PPL-16). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listBlockOuts } from "#db/schedule/block-outs.ts";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { Refusal } from "#domain/refusal.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { checkIn } from "./arrive.ts";
import { arriving } from "./arriving.ts";
import { addBlockOut, changeBlockOut, removeBlockOut, type BlockOutChange } from "./block-outs.ts";
import { clinicDay, openClinic, type Clinic } from "./clinic.fixture.ts";
import { scheduleColumns } from "./columns.ts";
import { dayOnPaper } from "./day-on-paper.ts";
import { missAppointment } from "./miss.ts";
import { findAppointments, showAppointment, viewSchedule } from "./view.ts";

let clinic: Clinic;
beforeEach(() => {
  clinic = openClinic();
});
afterEach(() => {
  expect(verifyPractice(clinic.club.db).breaches).toEqual([]);
  clinic.club.dispose();
});

const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("PPL-16 arriving", () => {
  test("PPL-16 those who are awaited in the order of the clock, then those who are here; others are not", () => {
    const late = clinic.book({ fromMinute: 840 });
    const early = clinic.book({ fromMinute: 480, providerId: clinic.chen });
    const here = clinic.book({ fromMinute: 600 });
    const cancelled = clinic.book({ fromMinute: 720 });
    clinic.book({ visitOn: addDays(clinicDay, 1) });
    checkIn(clinic.cx(), here);
    missAppointment(clinic.cx(), { ...cancelled, what: "cancelled", by: "practice", reason: "", expectedFeeCents: null });
    const { rows, more } = arriving(clinic.cx());
    expect(rows.map(({ appointment }) => appointment.appointmentId)).toEqual([early, late, here].map(({ appointmentId }) => appointmentId));
    expect([more, rows[0]?.arrival]).toMatchObject([0, { name: "Rosa Lee", memberships: [], pastDueCents: 0, walletCents: 0 }]);
    expect(arriving(clinic.cx(), { onlyOf: clinic.chen }).rows).toHaveLength(1);
  });

  test("PPL-16 twelve are shown, and how many more there are", () => {
    for (let at = 0; at < 14; at += 1) clinic.book({ fromMinute: 480 + at * 30, minutes: 30 });
    const { rows, more } = arriving(clinic.cx());
    expect([rows.length, more]).toEqual([12, 2]);
  });

  test("PPL-16 a day without visits has nobody arriving", () => {
    expect(arriving(clinic.cx())).toEqual({ rows: [], more: 0 });
  });
});

describe("PPL-16 the own column only", () => {
  test("PPL-16 a provider without leave for more sees the own column, visits and block-outs, and those of the office", () => {
    const own = clinic.book();
    const other = clinic.book({ providerId: clinic.chen });
    const block = { title: "Lunch", fromMinute: 720, minutes: 60, firstOn: clinicDay, untilOn: null, everyWeeks: 0, weekdays: 0, roomId: null };
    for (const providerId of [clinic.marsh, clinic.chen, null]) addBlockOut(clinic.cx(), { ...block, providerId });
    const onlyOf = clinic.marsh;
    expect(scheduleColumns(clinic.cx(), { onlyOf }).providers.map(({ name }) => name)).toEqual(["Dr. Marsh"]);
    const seen = viewSchedule(clinic.cx(), { firstOn: clinicDay, days: 1, onlyOf });
    expect(seen.appointments.map(({ appointmentId }) => appointmentId)).toEqual([own.appointmentId]);
    expect(seen.blockOuts.map(({ providerId }) => providerId)).toEqual([clinic.marsh, null]);
    expect(viewSchedule(clinic.cx(), { firstOn: clinicDay, days: 1 })).toMatchObject({ appointments: [{}, {}], blockOuts: [{}, {}, {}] });
    expect(findAppointments(clinic.cx(), { text: "rosa", onlyOf: clinic.chen })).toEqual(expect.not.arrayContaining([expect.objectContaining({ providerId: clinic.marsh })]));
    expect(showAppointment(clinic.cx(), { appointmentId: own.appointmentId, onlyOf }).appointment.appointmentId).toBe(own.appointmentId);
    expect(refusal(() => showAppointment(clinic.cx(), { appointmentId: other.appointmentId, onlyOf }))).toBe("appointment_not_found");
    expect(dayOnPaper(clinic.cx(), { onDay: clinicDay, onlyOf })).not.toEqual(dayOnPaper(clinic.cx(), { onDay: clinicDay }));
  });
});

describe("PPL-16 a block-out is changed", () => {
  const daily = { title: "Lunch", fromMinute: 720, minutes: 60, untilOn: null, everyWeeks: 1, weekdays: 31, providerId: null, roomId: null };
  const lunch = () => addBlockOut(clinic.cx(), { ...daily, firstOn: clinicDay }).blockOutId;
  const change = (over: Partial<BlockOutChange> = {}, blockOutId = lunch()) =>
    changeBlockOut(clinic.cx(), { ...daily, blockOutId, version: 1, onDay: addDays(clinicDay, 2), scope: "all", title: "Long lunch", minutes: 90, ...over });
  /** What lies on the days of two weeks. */
  const days = () => {
    const { blockOuts } = viewSchedule(clinic.cx(), { firstOn: clinicDay, days: 12 });
    return blockOuts.map(({ onDay, title, minutes }) => `${onDay.slice(8)} ${title} ${minutes}`);
  };
  const as = (title: string, minutes: number, ...on: number[]) => on.map((day) => `${String(day).padStart(2, "0")} ${title} ${minutes}`);

  test("PPL-16 on one day only: the others stay", () => {
    change({ scope: "one" });
    expect(days()).toEqual([...as("Lunch", 60, 1, 2), ...as("Long lunch", 90, 3), ...as("Lunch", 60, 4, 5, 8, 9, 10, 11, 12)]);
  });

  test("PPL-16 on a day and all after it: those before stay", () => {
    change({ scope: "following" });
    expect(days()).toEqual([...as("Lunch", 60, 1, 2), ...as("Long lunch", 90, 3, 4, 5, 8, 9, 10, 11, 12)]);
  });

  test("PPL-16 all of it, also opened from a later day; a first day with all after it is all of it", () => {
    change();
    expect(days()).toEqual(as("Long lunch", 90, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12));
    const [now] = clinic.club.db.read((db) => listBlockOuts(db, clinicDay, clinicDay) as never as { blockOutId: BlockOutChange["blockOutId"]; version: number }[]);
    change({ scope: "following", onDay: clinicDay, title: "Short", minutes: 30, version: now!.version }, now!.blockOutId);
    expect(days()).toEqual(as("Short", 30, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12));
  });

  test("PPL-16 a day that was left out stays left out", () => {
    const blockOutId = lunch();
    removeBlockOut(clinic.cx(), { blockOutId, version: 1, onDay: addDays(clinicDay, 3) });
    change({ version: 2 }, blockOutId);
    expect(days()).toEqual(as("Long lunch", 90, 1, 2, 3, 5, 8, 9, 10, 11, 12));
  });

  test("PPL-16 to other weekdays and no longer for good; and one that does not repeat becomes another time", () => {
    change({ scope: "following", weekdays: 1, untilOn: toDay("2026-06-08") });
    expect(days()).toEqual([...as("Lunch", 60, 1, 2), ...as("Long lunch", 90, 8)]);
    const { blockOutId } = addBlockOut(clinic.cx(), { ...daily, firstOn: toDay("2026-06-06"), everyWeeks: 0, weekdays: 0 });
    change({ onDay: toDay("2026-06-06"), scope: "one", everyWeeks: 0, weekdays: 0, title: "Fair", fromMinute: 540 }, blockOutId);
    expect(days()).toContain("06 Fair 90");
  });

  test("PPL-16 who is booked inside is told, and keeps the time", () => {
    clinic.book({ fromMinute: 790, minutes: 20, visitOn: addDays(clinicDay, 2) });
    expect(change({ scope: "one" }).appointments).toBe(1);
  });

  test.each<[what: string, code: string, over: Partial<BlockOutChange>]>([
    ["a day that has it not", "block_out_wrong", { onDay: toDay("2026-06-06") }],
    ["no name", "block_out_wrong", { title: " " }],
    ["over midnight", "block_out_wrong", { fromMinute: 1430 }],
    ["somebody who sees nobody", "appointment_no_provider", { providerId: 99 as never }],
    ["changed by another desk meanwhile", "record_changed_meanwhile", { version: 7 }],
    ["one that is gone", "block_out_not_found", { blockOutId: 99 as never }],
  ])("PPL-16 %s: refused, and nothing is changed", (_, code, over) => {
    const blockOutId = lunch();
    const before = days();
    expect(refusal(() => change({ scope: "one", ...over }, over.blockOutId ?? blockOutId))).toBe(code);
    expect(days()).toEqual(before);
  });
});

describe("F-9 PPL-16 a visit over a change of the clocks", () => {
  const book = (visitOn: Day, fromMinute: number, minutes: number) => clinic.book({ visitOn, fromMinute, minutes });
  const spring = toDay("2027-03-14");
  const autumn = toDay("2026-11-01");

  test("F-9 begun before the clocks go forward it is as long as it says, and ends an hour later on the wall", () => {
    const row = book(spring, 90, 60);
    expect([row.startsAt, row.endsAt]).toEqual(["2027-03-14T06:30:00.000Z", "2027-03-14T07:30:00.000Z"]);
    // 3:30 on the wall: 3:00 is taken, 3:30 is free.
    expect(refusal(() => book(spring, 180, 15))).toBe("appointment_overlap");
    expect(refusal(() => book(spring, 210, 15))).toBeUndefined();
    expect(refusal(() => book(spring, 150, 15))).toBe("appointment_time_skipped");
  });

  test("F-9 begun before the clocks go back it ends within the hour that comes twice", () => {
    const row = book(autumn, 30, 60);
    expect([row.startsAt, row.endsAt]).toEqual(["2026-11-01T04:30:00.000Z", "2026-11-01T05:30:00.000Z"]);
    expect(refusal(() => book(autumn, 120, 30))).toBeUndefined();
  });
});
