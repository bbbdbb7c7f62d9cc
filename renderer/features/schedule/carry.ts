/**
 * An appointment that is picked up and not yet put down (PPL-16): by the pointer or the arrows, moved
 * or made longer. Nothing is saved until it is put down somewhere else than where it was.
 */
import type { Appointment } from "#contract/schedule.ts";
import { snapped, stepMinutes, type GridColumn } from "./grid-layout.ts";

export type Carried = {
  readonly appointmentId: number;
  readonly kind: "move" | "resize";
  readonly column: number;
  readonly fromMinute: number;
  readonly minutes: number;
};

const leastMinutes = 5;
const mostMinutes = 720;

export function pickUp({ appointmentId, fromMinute, minutes }: Appointment, column: number, kind: Carried["kind"] = "move"): Carried {
  return { appointmentId, kind, column, fromMinute, minutes };
}

/** Another time and column; the columns are as many as are shown. */
export function carriedTo(carried: Carried, to: { readonly column: number; readonly fromMinute: number }, columns: number): Carried {
  const column = Math.min(Math.max(to.column, 0), Math.max(columns - 1, 0));
  return { ...carried, column, fromMinute: snapped(to.fromMinute, carried.minutes) };
}

/** A step with an arrow: up and down by the quarter, left and right by the column. */
export function carriedBy(carried: Carried, step: { readonly columns?: number; readonly steps?: number }, columns: number): Carried {
  const { columns: across = 0, steps = 0 } = step;
  return carriedTo(carried, { column: carried.column + across, fromMinute: carried.fromMinute + steps * stepMinutes }, columns);
}

/** Another end; the length snaps to the step. */
export function stretchedTo(carried: Carried, endMinute: number): Carried {
  const end = Math.round(endMinute / stepMinutes) * stepMinutes;
  const longest = Math.min(mostMinutes, 1440 - carried.fromMinute);
  return { ...carried, minutes: Math.min(Math.max(end - carried.fromMinute, leastMinutes, Math.min(stepMinutes, longest)), longest) };
}

export function stretchedBy(carried: Carried, steps: number): Carried {
  return stretchedTo(carried, carried.fromMinute + carried.minutes + steps * stepMinutes);
}

/** The place it is put down at; null where that is where it was. */
export function putDown(carried: Carried, from: Appointment, columns: readonly GridColumn[]) {
  const column = columns[carried.column];
  if (!column) return null;
  const place = {
    appointmentId: from.appointmentId,
    version: from.version,
    visitOn: column.on,
    fromMinute: carried.fromMinute,
    minutes: carried.minutes,
    providerId: column.providerId ?? from.providerId,
    roomId: column.roomId === undefined ? from.roomId : column.roomId,
  };
  const isSame =
    place.visitOn === from.visitOn &&
    place.fromMinute === from.fromMinute &&
    place.minutes === from.minutes &&
    place.providerId === from.providerId &&
    place.roomId === from.roomId;
  return isSame ? null : place;
}
