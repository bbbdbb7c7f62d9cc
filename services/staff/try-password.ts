/**
 * One try of a password (S10): it is counted and committed before the hash runs, so that neither a
 * kill between tries nor two tries at once gives a guesser more than five free ones.
 */
import { countActive, countTry, findStaff, findStaffByUsername, type StaffRow } from "#db/staff.ts";
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { addMilliseconds, millisecondsBetween } from "#domain/instant.ts";
import { refuse } from "#domain/refusal.ts";
import { normalPassword } from "#domain/staff/password.ts";
import { isDisabledAfter, waitSecondsAfter } from "#domain/staff/sign-in-wait.ts";
import type { Cx } from "../context.ts";
import type { PasswordHasher } from "../gateways/passwords.ts";
import { audit } from "../record.ts";

/** Who types: by name at the sign-in screen, by id at the lock screen. */
export type Who = { readonly username: string } | { readonly staffId: StaffId };

/** A right password: the person as they were before this try, and a better hash if theirs is outdated. */
export type RightPassword = { readonly person: StaffRow; readonly rehashed: string | null };

/**
 * Tries a password. `clockNow` is real time that never goes back, unlike `cx.now` of a training
 * practice. Refuses `sign_in_failed`, `sign_in_wait` and `sign_in_disabled`; wrong tries are audited.
 */
export async function tryPassword(
  cx: Cx,
  clockNow: Instant,
  hasher: PasswordHasher,
  who: Who,
  password: string,
): Promise<RightPassword> {
  const normal = normalPassword(password);
  const person = countOneTry(cx, clockNow, who);
  const { fits, outdated } = await hasher.verify(person?.passwordHash ?? null, normal);
  if (!person || !fits) {
    if (person) cx.db.write((db) => audit(cx, db, "sign_in.failed", `staff/${person.id}`));
    refuse("sign_in_failed", {});
  }
  return { person, rehashed: outdated ? await hasher.hash(normal) : null };
}

function countOneTry(cx: Cx, clockNow: Instant, who: Who): StaffRow | undefined {
  return cx.db.write((db) => {
    const person = "username" in who ? findStaffByUsername(db, who.username) : findStaff(db, who.staffId);
    if (!person || person.deactivatedAt !== null || person.passwordHash === null) return undefined;
    const isLastAdmin =
      (person.role === "owner" || person.role === "site_admin") &&
      countActive(db, ["owner", "site_admin"]) === 1;
    if (isDisabledAfter(person.failedCount, isLastAdmin)) refuse("sign_in_disabled", {});
    const waitMs = person.notBeforeAt === null ? 0 : millisecondsBetween(clockNow, person.notBeforeAt);
    if (waitMs > 0) refuse("sign_in_wait", { seconds: Math.ceil(waitMs / 1000) });
    const seconds = waitSecondsAfter(person.failedCount + 1);
    countTry(db, person.id, seconds === 0 ? null : addMilliseconds(clockNow, seconds * 1000));
    return person;
  });
}
