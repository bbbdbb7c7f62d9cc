/**
 * Takes a person's access away (STF-6, control 35): their sessions end at the next call, their name
 * stays on everything they did. The last person who can manage staff cannot be deactivated.
 */
import { endSessionsOf } from "#db/sessions.ts";
import { countActive, deactivateStaffRow, findStaff, forgetTries } from "#db/staff.ts";
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { toStaffView, type StaffView } from "./staff-list.ts";

/**
 * Refuses `staff_not_found`, `staff_already_deactivated`, `staff_not_yourself`, `staff_last_admin`, and
 * `staff_owner_stays`: a site admin who could send the owner away could put another in that place and
 * so give out rights that a site admin has not got (STF-1).
 */
export function deactivateStaff(cx: Cx, clockNow: Instant, staffId: StaffId): StaffView {
  return act<StaffView>(cx, (db) => {
    const person = findStaff(db, staffId);
    if (!person) refuse("staff_not_found", {});
    if (person.deactivatedAt !== null) refuse("staff_already_deactivated", {});
    if (staffId === cx.actor.staffId) refuse("staff_not_yourself", {});
    const isAdmin = person.role === "owner" || person.role === "site_admin";
    if (isAdmin && countActive(db, ["owner", "site_admin"]) === 1) refuse("staff_last_admin", {});
    if (person.role === "owner") refuse("staff_owner_stays", {});
    deactivateStaffRow(db, staffId, cx.now);
    const sessionsEnded = endSessionsOf(db, staffId, clockNow);
    audit(cx, db, "staff.deactivated", `staff/${staffId}`, { after: { sessionsEnded } });
    db.touch("staff", "status");
    return toStaffView({ ...person, deactivatedAt: cx.now });
  });
}

/** Opens a sign-in again that wrong passwords have closed or slowed down. Refuses `staff_not_found`. */
export function allowSignIn(cx: Cx, staffId: StaffId): StaffView {
  return act<StaffView>(cx, (db) => {
    const person = findStaff(db, staffId);
    if (!person || person.deactivatedAt !== null) refuse("staff_not_found", {});
    forgetTries(db, staffId);
    audit(cx, db, "sign_in.allowed", `staff/${staffId}`, { before: { wrongTries: person.failedCount } });
    db.touch("staff");
    return toStaffView(person);
  });
}
