/** The staff list as settings show it, and the people the sample practice offers to be. */
import { findPractice } from "#db/practice.ts";
import type { ReadableDb } from "#db/database.ts";
import { listStaff, type StaffRow } from "#db/staff.ts";
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import { look, type Cx } from "../context.ts";

export type StaffView = {
  readonly staffId: StaffId;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly active: boolean;
  readonly lastSignInAt: Instant | null;
};

export function toStaffView(row: StaffRow): StaffView {
  return {
    staffId: row.id,
    name: row.name,
    username: row.username,
    role: row.role,
    active: row.deactivatedAt === null,
    lastSignInAt: row.lastSignInAt,
  };
}

export function listStaffViews(cx: Cx): StaffView[] {
  return look<StaffView[]>(cx, (db) => listStaff(db).map(toStaffView));
}

/** Who can be chosen without a password: active people of the sample practice, nobody anywhere else (F-21). */
export function listSignInAs(db: ReadableDb): Pick<StaffView, "staffId" | "name" | "role">[] {
  if (findPractice(db)?.kind !== "sample") return [];
  return listStaff(db)
    .filter((person) => person.deactivatedAt === null)
    .map(({ id, name, role }) => ({ staffId: id, name, role }));
}
