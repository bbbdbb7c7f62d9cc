import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Appointment, BlockOut, ScheduleColumns } from "#contract/schedule.ts";
import { toDay } from "#domain/calendar.ts";
import { carriedBy, carriedTo, pickUp, putDown, stretchedBy, stretchedTo } from "./carry.ts";
import { columnOf, gridColumns, isBlocked, lanesOf, shownHours, snapped, weekDays, type GridChoice } from "./grid-layout.ts";

const on = toDay("2026-06-03");
const who = (id: number, name: string, isEnded = false) => ({ providerId: id as never, name, isEnded, doubleBooking: false, version: 1, licence: "" });
const where = (id: number, name: string, isEnded = false) => ({ roomId: id as never, name, isEnded, doubleBooking: false, version: 1 });
const columns: ScheduleColumns = { providers: [who(1, "Marsh"), who(2, "Chen"), who(3, "Gone", true)], rooms: [where(7, "Room 1"), where(8, "Old", true)], others: [] };
const visit = (over: Partial<Appointment> = {}): Appointment => ({ appointmentId: 5, version: 3, visitOn: on, fromMinute: 540, minutes: 60, providerId: 1, roomId: null, ...over }) as Appointment;
const choice: GridChoice = { view: "day", by: "provider", on, who: null };
const grid = (over: Partial<GridChoice> = {}, shown: Appointment[] = []) => gridColumns(columns, { ...choice, ...over }, shown, (day) => day.slice(8));

describe("PPL-16 the columns", () => {
  test("PPL-16 are those who see patients, and who does not any more only while appointments are in sight", () => {
    expect(grid().map(({ label }) => label)).toEqual(["Marsh", "Chen"]);
    expect(grid({}, [visit({ providerId: 3 as never })]).map(({ label }) => label)).toEqual(["Marsh", "Chen", "Gone"]);
  });
  test("PPL-16 by room there is one for those without, where there is anybody without", () => {
    expect(grid({ by: "room" }).map(({ label }) => label)).toEqual(["Room 1"]);
    expect(grid({ by: "room" }, [visit()]).map(({ label }) => label)).toEqual(["Room 1", "No room"]);
  });
  test("PPL-16 a week is one column's, from Monday", () => {
    expect(weekDays(on)[0]).toBe("2026-06-01");
    const week = grid({ view: "week", who: 2 });
    expect(week.map(({ label }) => label)).toEqual(["01", "02", "03", "04", "05", "06", "07"]);
    expect(columnOf(week, visit({ providerId: 2 as never }))).toBe(2);
    expect(columnOf(week, visit())).toBe(-1);
    expect(columnOf(grid({ view: "week" }), visit())).toBe(2);
  });
  test("PPL-16 a block-out covers its column, and the office's covers all", () => {
    const [marsh, chen] = grid();
    const block = (over: Partial<BlockOut>): BlockOut => ({ providerId: null, roomId: null, onDay: on, ...over }) as BlockOut;
    const of = (one: BlockOut) => [marsh, chen].map((column) => column !== undefined && isBlocked(column, one));
    expect(of(block({}))).toEqual([true, true]);
    expect(of(block({ providerId: 2 as never }))).toEqual([false, true]);
    expect(of(block({ roomId: 7 as never }))).toEqual([false, false]);
    expect(of(block({ onDay: toDay("2026-06-04") }))).toEqual([false, false]);
  });
});

describe("PPL-16 lanes", () => {
  test("PPL-16 two at a time stand side by side, the next after them has all the width", () => {
    const lanes = lanesOf([
      { appointmentId: 1, fromMinute: 540, minutes: 60 },
      { appointmentId: 2, fromMinute: 570, minutes: 60 },
      { appointmentId: 3, fromMinute: 630, minutes: 30 },
    ]);
    expect([...lanes]).toEqual([[1, { lane: 0, lanes: 2 }], [2, { lane: 1, lanes: 2 }], [3, { lane: 0, lanes: 1 }]]);
  });

  test("PPL-16 no two that share a moment share a lane, and none stands outside its knot", () => {
    const some = fc.array(fc.record({ fromMinute: fc.integer({ min: 0, max: 600 }), minutes: fc.integer({ min: 5, max: 200 }) }), { maxLength: 14 });
    fc.assert(
      fc.property(some, (times) => {
        const rows = times.map((time, appointmentId) => ({ appointmentId, ...time }));
        const lanes = lanesOf(rows);
        return rows.every((a) => {
          const mine = lanes.get(a.appointmentId);
          if (!mine || mine.lane >= mine.lanes) return false;
          return rows.every((b) => {
            const together = a !== b && a.fromMinute < b.fromMinute + b.minutes && b.fromMinute < a.fromMinute + a.minutes;
            return !together || (lanes.get(b.appointmentId)?.lane !== mine.lane && lanes.get(b.appointmentId)?.lanes === mine.lanes);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  test("PPL-16 the hours shown are the office's, and more where somebody is booked outside them", () => {
    const hours = { fromMinute: 480, toMinute: 1080 };
    expect(shownHours(hours, [])).toEqual(hours);
    expect(shownHours(hours, [{ fromMinute: 425, minutes: 30 }, { fromMinute: 1070, minutes: 45 }])).toEqual({ fromMinute: 420, toMinute: 1140 });
    expect(shownHours(hours, [{ fromMinute: 1430, minutes: 10 }]).toMinute).toBe(1440);
  });
});

describe("PPL-16 carrying", () => {
  const held = pickUp(visit(), 0);
  test("PPL-16 arrows go by the quarter and the column, and stop at the edges", () => {
    expect(carriedBy(held, { steps: 1 }, 2)).toMatchObject({ fromMinute: 555, column: 0 });
    expect(carriedBy(held, { columns: 1 }, 2).column).toBe(1);
    expect(carriedBy(held, { columns: 5 }, 2).column).toBe(1);
    expect(carriedBy(held, { columns: -1, steps: -99 }, 2)).toMatchObject({ column: 0, fromMinute: 0 });
    expect(carriedTo(held, { column: 0, fromMinute: 1439 }, 2).fromMinute).toBe(1380);
    expect([snapped(547, 30), snapped(548, 30), snapped(-9, 30)]).toEqual([540, 555, 0]);
  });
  test("PPL-16 its end goes by the quarter, never before its beginning nor beyond twelve hours or midnight", () => {
    expect(stretchedBy(held, 1).minutes).toBe(75);
    expect(stretchedBy(held, -9).minutes).toBe(15);
    expect(stretchedTo(held, 1440).minutes).toBe(720);
    expect(stretchedTo({ ...held, fromMinute: 1435 }, 1440).minutes).toBe(5);
  });
  test("PPL-16 put down it has the column's provider, or its room, or its day; where it was it stays", () => {
    const from = visit();
    expect(putDown(held, from, grid())).toBeNull();
    expect(putDown(carriedBy(held, { columns: 1 }, 2), from, grid())).toMatchObject({ appointmentId: 5, version: 3, providerId: 2, roomId: null, visitOn: on });
    expect(putDown({ ...held, column: 0 }, from, grid({ by: "room" }))).toMatchObject({ providerId: 1, roomId: 7 });
    expect(putDown({ ...held, column: 4 }, from, grid({ view: "week" }))).toMatchObject({ visitOn: "2026-06-05", fromMinute: 540 });
    expect(putDown({ ...held, column: 99 }, from, grid())).toBeNull();
  });
});
