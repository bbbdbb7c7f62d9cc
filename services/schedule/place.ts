/**
 * Whether a visit may be where it is put (PPL-16): somebody who sees patients, a room that is used,
 * a day that can be booked, nobody else in the column, and no block-out. Booking, moving and taking
 * a cancellation back all ask here.
 */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { findOverlap, type Place } from "#db/schedule/appointments.ts";
import { isSkipped, listBlockOuts, type BlockOutRow } from "#db/schedule/block-outs.ts";
import { findProvider, findRoom, type ProviderRow, type RoomRow } from "#db/schedule/columns.ts";
import type { Day } from "#domain/calendar.ts";
import type { AppointmentId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { blockedSpan, isBlockedOn } from "#domain/schedule/block-out.ts";
import { spanOf, spansOverlap, type TimeSpan } from "#domain/schedule/slot.ts";

export function zoneOf(db: ReadableDb): string {
  return findPractice(db)?.time_zone ?? "UTC";
}

/**
 * The instants of a place that may be taken. Refuses what `spanOf` refuses, `appointment_no_provider`,
 * `appointment_no_room`, `appointment_overlap` and `appointment_blocked_out`.
 */
export function requireFreePlace(db: ReadableDb, place: Place, except: AppointmentId | null): TimeSpan {
  const timeZone = zoneOf(db);
  const span = spanOf(place, timeZone);
  const provider = findProvider(db, place.providerId);
  if (!provider || provider.isEnded) refuse("appointment_no_provider", { name: provider?.name ?? "This person" });
  const room = place.roomId === null ? null : findRoom(db, place.roomId);
  if (room === undefined || room?.isEnded === true) refuse("appointment_no_room", { name: room?.name ?? "This room" });
  const where = { place, span, except };
  requireNobodyElse(db, where, provider);
  if (room) requireNobodyElse(db, where, room);
  requireNotBlocked(db, where, { provider, room, timeZone });
  return span;
}

type Where = { readonly place: Place; readonly span: TimeSpan; readonly except: AppointmentId | null };

function requireNobodyElse(db: ReadableDb, { place, span, except }: Where, column: ProviderRow | RoomRow): void {
  if (column.doubleBooking) return;
  const other = findOverlap(db, column, span, place.visitOn, except);
  if (!other) return;
  const { patientName: withName, fromMinute, toMinute } = other;
  refuse("appointment_overlap", { column: column.name, withName, fromMinute, toMinute });
}

function requireNotBlocked(
  db: ReadableDb,
  { place, span }: Where,
  { provider, room, timeZone }: { readonly provider: ProviderRow; readonly room: RoomRow | null; readonly timeZone: string },
): void {
  for (const block of blockOutsOn(db, place.visitOn)) {
    const isHere =
      block.providerId === null && block.roomId === null
        ? "The office"
        : block.providerId === provider.providerId
          ? provider.name
          : room !== null && block.roomId === room.roomId
            ? room.name
            : null;
    if (isHere === null || !spansOverlap(span, blockedSpan(block, place.visitOn, timeZone))) continue;
    const { title, fromMinute, minutes } = block;
    refuse("appointment_blocked_out", { column: isHere, title, fromMinute, toMinute: fromMinute + minutes });
  }
}

/** The block-outs that are on a day. */
export function blockOutsOn(db: ReadableDb, on: Day): BlockOutRow[] {
  return listBlockOuts(db, on, on).filter((block) => isBlockedOn(block, on) && !isSkipped(db, block.blockOutId, on));
}
