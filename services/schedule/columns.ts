/** Who sees patients, and in which rooms (PPL-16): begun, changed and ended. */
import type { ReadableDb } from "#db/database.ts";
import {
  countAhead,
  findProvider,
  findRoom,
  findRoomByName,
  insertRoom,
  listProviders,
  listRooms,
  saveProviderRow,
  updateRoom,
  type ProviderRow,
  type RoomRow,
} from "#db/schedule/columns.ts";
import { findStaff, listStaff, setLicence } from "#db/staff.ts";
import type { RoomId, StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type ScheduleColumns = {
  readonly providers: ProviderRow[];
  readonly rooms: RoomRow[];
  /** The staff who see no patients, for whoever sets the schedule up. */
  readonly others: { readonly staffId: StaffId; readonly name: string }[];
};

/** `onlyOf` is whoever sees the own column only (PPL-16). */
export function scheduleColumns(cx: Cx, { onlyOf = null }: { readonly onlyOf?: StaffId | null } = {}): ScheduleColumns {
  return look<ScheduleColumns>(cx, (db) => {
    const providers = listProviders(db);
    const known = new Set(providers.map(({ providerId }) => providerId));
    return {
      providers: providers.filter(({ providerId }) => onlyOf === null || providerId === onlyOf),
      rooms: listRooms(db),
      others: listStaff(db)
        .filter(({ id, deactivatedAt }) => deactivatedAt === null && !known.has(id))
        .map(({ id, name }) => ({ staffId: id, name })),
    };
  });
}

export type ProviderToSave = {
  readonly staffId: StaffId;
  readonly active: boolean;
  readonly doubleBooking: boolean;
  /** As it was where it is left out. */
  readonly licence?: string | undefined;
};

/** Refuses `provider_is_no_staff` and, for one with patients ahead who is to see none, `column_has_appointments`. */
export function saveProvider(cx: Cx, { staffId, active, doubleBooking, licence: typed }: ProviderToSave): ProviderRow {
  return act<ProviderRow>(cx, (db) => {
    const person = findStaff(db, staffId);
    if (!person || person.deactivatedAt !== null) refuse("provider_is_no_staff", {});
    const before = findProvider(db, staffId);
    if (!active) requireNobodyAhead(db, "provider_id", staffId, person.name, cx);
    saveProviderRow(db, { providerId: staffId, doubleBooking, endedAt: active ? null : cx.now, now: cx.now });
    const licence = typed?.trim() ?? before?.licence ?? "";
    if (typed !== undefined) setLicence(db, staffId, licence);
    audit(cx, db, "provider.saved", `staff/${staffId}`, {
      before: before ? { active: !before.isEnded, doubleBooking: before.doubleBooking, licence: before.licence } : {},
      after: { active, doubleBooking, licence },
    });
    db.touch("schedule", "staff");
    return findProvider(db, staffId) ?? refuse("provider_is_no_staff", {});
  });
}

export type RoomToSave = {
  /** Null for a new one. */
  readonly roomId: RoomId | null;
  readonly name: string;
  readonly active: boolean;
  readonly doubleBooking: boolean;
};

/** Refuses `room_not_found`, `room_name_taken` and `column_has_appointments`. */
export function saveRoom(cx: Cx, input: RoomToSave): RoomRow {
  return act<RoomRow>(cx, (db) => {
    const name = input.name.trim();
    const before = input.roomId === null ? null : (findRoom(db, input.roomId) ?? refuse("room_not_found", {}));
    const other = findRoomByName(db, name);
    if (other && other.roomId !== input.roomId && input.active) refuse("room_name_taken", { name: other.name });
    if (before && !input.active) requireNobodyAhead(db, "room_id", before.roomId, before.name, cx);
    const { active, doubleBooking } = input;
    const roomId = before?.roomId ?? insertRoom(db, { name, doubleBooking, createdAt: cx.now });
    if (before) updateRoom(db, roomId, { name, doubleBooking, endedAt: active ? null : cx.now });
    audit(cx, db, "room.saved", `room/${roomId}`, {
      before: before ? { name: before.name, active: !before.isEnded, doubleBooking: before.doubleBooking } : {},
      after: { name, active, doubleBooking },
    });
    db.touch("schedule");
    return findRoom(db, roomId) ?? refuse("room_not_found", {});
  });
}

function requireNobodyAhead(db: ReadableDb, column: "provider_id" | "room_id", id: number, name: string, cx: Cx): void {
  const count = countAhead(db, column, id, cx.now);
  if (count > 0) refuse("column_has_appointments", { name, count });
}
