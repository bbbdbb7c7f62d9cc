/**
 * Where things stand on the schedule, as numbers: the columns of a day or a week, the lanes of
 * appointments that share a time, and the way between minutes and pixels. Nothing here draws.
 */
import { addDays, type Day } from "#domain/calendar.ts";
import type { RoomId, StaffId } from "#domain/identity.ts";
import { mondayOf } from "#domain/schedule/block-out.ts";
import type { Appointment, BlockOut, ScheduleColumns } from "#contract/schedule.ts";

export const pixelsPerMinute = 1.2;
/** What the pointer and the arrows snap to. */
export const stepMinutes = 15;

export type GridColumn = {
  readonly key: string;
  readonly label: string;
  readonly on: Day;
  /** What an appointment put here gets; undefined leaves it as it is. */
  readonly providerId?: StaffId;
  readonly roomId?: RoomId | null;
};

export type GridChoice = {
  readonly view: "day" | "week";
  readonly by: "provider" | "room";
  readonly on: Day;
  /** Whose week; the first column where it is nobody. */
  readonly who: number | null;
};

type Shown = Pick<Appointment, "providerId" | "roomId" | "visitOn">;

/** The columns in their order: those in use, and those that still have appointments in sight. */
export function gridColumns(columns: ScheduleColumns, { view, by, on, who }: GridChoice, shown: readonly Shown[], dayWords: (day: Day) => string): GridColumn[] {
  const all = by === "provider" ? providerColumns(columns, on, shown) : roomColumns(columns, on, shown);
  if (view === "day") return all;
  const whose = all.find(({ key }) => key === String(who)) ?? all[0];
  if (!whose) return [];
  return weekDays(on).map((day) => ({ ...whose, key: day, label: dayWords(day), on: day }));
}

function providerColumns({ providers }: ScheduleColumns, on: Day, shown: readonly Shown[]): GridColumn[] {
  return providers
    .filter(({ providerId, isEnded }) => !isEnded || shown.some((one) => one.providerId === providerId))
    .map(({ providerId, name }) => ({ key: String(providerId), label: name, on, providerId }));
}

function roomColumns({ rooms }: ScheduleColumns, on: Day, shown: readonly Shown[]): GridColumn[] {
  const used = rooms
    .filter(({ roomId, isEnded }) => !isEnded || shown.some((one) => one.roomId === roomId))
    .map(({ roomId, name }): GridColumn => ({ key: String(roomId), label: name, on, roomId }));
  const isSomebodyWithout = shown.some((one) => one.roomId === null);
  return isSomebodyWithout || used.length === 0 ? [...used, { key: "0", label: "No room", on, roomId: null }] : used;
}

/** Monday to Sunday. */
export function weekDays(on: Day): Day[] {
  const monday = mondayOf(on);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** Which column an appointment stands in; -1 for none that is shown. */
export function columnOf(columns: readonly GridColumn[], one: Shown): number {
  return columns.findIndex((column) => column.on === one.visitOn && isOf(column, one));
}

/** Whether a block-out covers a column: its own, or the whole office. */
export function isBlocked(column: GridColumn, block: BlockOut): boolean {
  if (block.onDay !== column.on) return false;
  if (block.providerId === null && block.roomId === null) return true;
  return block.providerId === null ? column.roomId === block.roomId : column.providerId === block.providerId;
}

function isOf(column: GridColumn, one: Shown): boolean {
  return column.providerId === undefined ? column.roomId === one.roomId : column.providerId === one.providerId;
}

type Timed = { readonly appointmentId: number; readonly fromMinute: number; readonly minutes: number };

/**
 * Those of one column side by side where they share a time: each gets the first lane that is free,
 * and all of one knot are as narrow as its busiest moment asks.
 */
export function lanesOf(appointments: readonly Timed[]): Map<number, { readonly lane: number; readonly lanes: number }> {
  const places = new Map<number, { lane: number; lanes: number }>();
  let knot: { lane: number; lanes: number }[] = [];
  let ends: number[] = [];
  let knotEnds = -1;
  for (const { appointmentId, fromMinute, minutes } of appointments.toSorted((a, b) => a.fromMinute - b.fromMinute || b.minutes - a.minutes)) {
    if (fromMinute >= knotEnds) {
      knot = [];
      ends = [];
    }
    const free = ends.findIndex((end) => end <= fromMinute);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = fromMinute + minutes;
    knotEnds = Math.max(fromMinute >= knotEnds ? -1 : knotEnds, fromMinute + minutes);
    const place = { lane, lanes: 0 };
    knot.push(place);
    for (const one of knot) one.lanes = ends.length;
    places.set(appointmentId, place);
  }
  return places;
}

/** From and to that show the office's hours and everything outside them, in full half hours. */
export function shownHours(
  hours: { readonly fromMinute: number; readonly toMinute: number },
  appointments: readonly Pick<Timed, "fromMinute" | "minutes">[],
): { readonly fromMinute: number; readonly toMinute: number } {
  const from = Math.min(hours.fromMinute, ...appointments.map((one) => one.fromMinute));
  const to = Math.max(hours.toMinute, ...appointments.map((one) => one.fromMinute + one.minutes));
  return { fromMinute: Math.floor(from / 30) * 30, toMinute: Math.min(Math.ceil(to / 30) * 30, 1440) };
}

/** The nearest step to a minute of the day, from which something of this length still ends by midnight. */
export function snapped(minute: number, minutes: number): number {
  const step = Math.round(minute / stepMinutes) * stepMinutes;
  return Math.min(Math.max(step, 0), 1440 - minutes);
}
