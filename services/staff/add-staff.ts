/** Adds a person with their own sign-in (STF-3, control 26). */
import type { WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { countActive, findStaff, findStaffByUsername, insertStaff } from "#db/staff.ts";
import type { StaffId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import { normalPassword, requirePassword } from "#domain/staff/password.ts";
import type { Role } from "#domain/staff/permissions.ts";
import { requireUsername } from "#domain/staff/username.ts";
import { act, type Cx, type Work } from "../context.ts";
import type { PasswordHasher } from "../gateways/passwords.ts";
import { audit } from "../record.ts";
import { toStaffView, type StaffView } from "./staff-list.ts";

export type NewPerson = {
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly password: string;
};

/**
 * Refuses `username_not_usable`, `username_taken`, `owner_exists`, `password_too_short`,
 * `password_guessable`.
 */
export async function addStaff(cx: Cx, hasher: PasswordHasher, person: NewPerson): Promise<StaffView> {
  const username = requireUsername(person.username);
  const practiceName = cx.db.read((db) => findPractice(db)?.name ?? "");
  requirePassword(person.password, [practiceName, person.name, username]);
  const passwordHash = await hasher.hash(normalPassword(person.password));
  return act<StaffView>(cx, (db) => {
    const staffId = addStaffRow(cx, db, { name: person.name.trim(), username, role: person.role, passwordHash });
    const row = findStaff(db, staffId);
    invariant(row, "the person just added is there");
    return toStaffView(row);
  });
}

/** The row and its audit record, inside the caller's transaction. Refuses `username_taken`, `owner_exists`. */
export function addStaffRow(
  cx: Work,
  db: WritableDb,
  person: {
    readonly name: string;
    readonly username: string;
    readonly role: Role;
    readonly passwordHash: string | null;
  },
): StaffId {
  if (findStaffByUsername(db, person.username)) refuse("username_taken", { username: person.username });
  if (person.role === "owner" && countActive(db, ["owner"]) > 0) refuse("owner_exists", {});
  const staffId = insertStaff(db, { ...person, createdAt: cx.now });
  const { name, username, role } = person;
  audit(cx, db, "staff.added", `staff/${staffId}`, { after: { name, username, role } });
  db.touch("staff", "status");
  return staffId;
}
