/** The people who work here and how often each has just mistyped a password (STF-3, S10). */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type StaffRow = {
  readonly id: StaffId;
  readonly name: string;
  readonly username: string;
  readonly passwordHash: string | null;
  readonly role: Role;
  /** On invoices for an insurer (PKG-8); empty where there is none. */
  readonly licence: string;
  readonly failedCount: number;
  readonly notBeforeAt: Instant | null;
  readonly lastSignInAt: Instant | null;
  readonly createdAt: Instant;
  readonly deactivatedAt: Instant | null;
};

const columns = `id, name, username, password_hash as passwordHash, role, licence, failed_count as failedCount,
  not_before_at as notBeforeAt, last_sign_in_at as lastSignInAt, created_at as createdAt,
  deactivated_at as deactivatedAt`;

export function listStaff(db: ReadableDb): StaffRow[] {
  return db.all<StaffRow>(`select ${columns} from staff order by name, id`);
}

export function findStaff(db: ReadableDb, id: StaffId): StaffRow | undefined {
  return db.get<StaffRow>(`select ${columns} from staff where id = ?`, id);
}

/** Usernames do not mind their case. */
export function findStaffByUsername(db: ReadableDb, username: string): StaffRow | undefined {
  return db.get<StaffRow>(`select ${columns} from staff where username = ?`, username);
}

export function insertStaff(
  db: WritableDb,
  person: {
    readonly name: string;
    readonly username: string;
    readonly role: Role;
    readonly passwordHash: string | null;
    readonly createdAt: Instant;
  },
): StaffId {
  return db.exec(
    "insert into staff (name, username, role, password_hash, created_at) values (?, ?, ?, ?, ?)",
    person.name,
    person.username,
    person.role,
    person.passwordHash,
    person.createdAt,
  ).id as StaffId;
}

export function setLicence(db: WritableDb, id: StaffId, licence: string): void {
  db.exec("update staff set licence = ?, version = version + 1 where id = ? and licence <> ?", licence, id, licence);
}

/** How many active people have one of the roles. */
export function countActive(db: ReadableDb, roles: readonly Role[]): number {
  const marks = roles.map(() => "?").join(", ");
  const row = db.get<{ n: number }>(
    `select count(*) as n from staff where deactivated_at is null and role in (${marks})`,
    ...roles,
  );
  return row?.n ?? 0;
}

export function deactivateStaffRow(db: WritableDb, id: StaffId, at: Instant): boolean {
  const { changes } = db.exec(
    "update staff set deactivated_at = ?, version = version + 1 where id = ? and deactivated_at is null",
    at,
    id,
  );
  return changes === 1;
}

/** Counts a password about to be tried; committed before the hash runs (S10). */
export function countTry(db: WritableDb, id: StaffId, notBeforeAt: Instant | null): void {
  db.exec(
    "update staff set failed_count = failed_count + 1, not_before_at = ? where id = ?",
    notBeforeAt,
    id,
  );
}

/** Forgets the wrong tries, after a right password or because an admin said so. */
export function forgetTries(db: WritableDb, id: StaffId): void {
  db.exec("update staff set failed_count = 0, not_before_at = null where id = ?", id);
}

export function recordSignIn(db: WritableDb, id: StaffId, at: Instant, rehashed: string | null): void {
  db.exec(
    `update staff set failed_count = 0, not_before_at = null, last_sign_in_at = ?,
       password_hash = coalesce(?, password_hash) where id = ?`,
    at,
    rehashed,
    id,
  );
}
