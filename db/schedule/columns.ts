/** Who sees patients and where (PPL-16): the columns of the schedule, in their order. */
import type { Instant } from "#domain/calendar.ts";
import { asId, type RoomId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

type Column = {
  readonly name: string;
  readonly doubleBooking: boolean;
  /** Not offered any more; earlier appointments keep it. */
  readonly isEnded: boolean;
  readonly version: number;
};
export type ProviderRow = Column & {
  readonly providerId: StaffId;
  /** On invoices for an insurer (PKG-8); empty where there is none. */
  readonly licence: string;
};
export type RoomRow = Column & { readonly roomId: RoomId };

type Flags = { readonly doubleBooking: 0 | 1; readonly isEnded: 0 | 1 };
const withFlags = <Row extends Flags>(row: Row) => ({ ...row, doubleBooking: row.doubleBooking === 1, isEnded: row.isEnded === 1 });

/** A provider who left the staff is gone from the schedule as well. */
const providers = `select p.staff_id as providerId, s.name, p.double_booking as doubleBooking,
  p.ended_at is not null or s.deactivated_at is not null as isEnded, p.version, s.licence
  from provider p join staff s on s.id = p.staff_id`;
const rooms = `select r.id as roomId, r.name, r.double_booking as doubleBooking, r.ended_at is not null as isEnded, r.version from room r`;

type StoredProvider = Omit<ProviderRow, keyof Flags> & Flags;
type StoredRoom = Omit<RoomRow, keyof Flags> & Flags;

export function listProviders(db: ReadableDb): ProviderRow[] {
  return db.all<StoredProvider>(`${providers} order by p.position, p.staff_id`).map(withFlags);
}

export function findProvider(db: ReadableDb, providerId: StaffId): ProviderRow | undefined {
  const row = db.get<StoredProvider>(`${providers} where p.staff_id = ?`, providerId);
  return row && withFlags(row);
}

export function listRooms(db: ReadableDb): RoomRow[] {
  return db.all<StoredRoom>(`${rooms} order by r.position, r.id`).map(withFlags);
}

export function findRoom(db: ReadableDb, roomId: RoomId): RoomRow | undefined {
  const row = db.get<StoredRoom>(`${rooms} where r.id = ?`, roomId);
  return row && withFlags(row);
}

export function findRoomByName(db: ReadableDb, name: string): RoomRow | undefined {
  const row = db.get<StoredRoom>(`${rooms} where r.name = ? and r.ended_at is null`, name);
  return row && withFlags(row);
}

/** Begins, changes or ends that a person sees patients. */
export function saveProviderRow(
  db: WritableDb,
  row: { readonly providerId: StaffId; readonly doubleBooking: boolean; readonly endedAt: Instant | null; readonly now: Instant },
): void {
  db.exec(
    `insert into provider (staff_id, position, double_booking, ended_at, created_at)
     values (?, (select coalesce(max(position), 0) + 1 from provider), ?, ?, ?)
     on conflict (staff_id) do update set double_booking = excluded.double_booking, ended_at = excluded.ended_at, version = version + 1`,
    row.providerId,
    row.doubleBooking ? 1 : 0,
    row.endedAt,
    row.now,
  );
}

export function insertRoom(db: WritableDb, row: { readonly name: string; readonly doubleBooking: boolean; readonly createdAt: Instant }): RoomId {
  return asId<RoomId>(
    db.exec(
      `insert into room (name, position, double_booking, created_at) values (?, (select coalesce(max(position), 0) + 1 from room), ?, ?)`,
      row.name,
      row.doubleBooking ? 1 : 0,
      row.createdAt,
    ).id,
  );
}

export function updateRoom(
  db: WritableDb,
  roomId: RoomId,
  row: { readonly name: string; readonly doubleBooking: boolean; readonly endedAt: Instant | null },
): void {
  db.exec(
    "update room set name = ?, double_booking = ?, ended_at = ?, version = version + 1 where id = ?",
    row.name,
    row.doubleBooking ? 1 : 0,
    row.endedAt,
    roomId,
  );
}

/** Appointments that are still to come in a column, from an instant on. */
export function countAhead(db: ReadableDb, column: "provider_id" | "room_id", id: number, from: Instant): number {
  return (
    db.get<{ n: number }>(
      `select count(*) as n from appointment where ${column} = ? and ends_at > ? and state in ('booked','checked_in')`,
      id,
      from,
    )?.n ?? 0
  );
}
