/** Locking the screen and letting the same person back in (STF-4, control 34). */
import { findPractice } from "#db/practice.ts";
import { findSession, lockSessionRow, unlockSessionRow } from "#db/sessions.ts";
import { findStaff, forgetTries } from "#db/staff.ts";
import type { Instant } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";
import type { PasswordHasher } from "../gateways/passwords.ts";
import { audit } from "../record.ts";
import { hashToken } from "./session-token.ts";
import { tryPassword } from "./try-password.ts";

/** Why a screen locked: nobody was there, somebody asked, or the computer itself locked or slept. */
export type LockReason = "idle" | "asked" | "computer";

/** Locks the session of a token; answers whether it was open until now. */
export function lockSession(cx: Cx, clockNow: Instant, token: string, reason: LockReason): boolean {
  return cx.db.write((db) => {
    const session = findSession(db, hashToken(token));
    if (!session || !lockSessionRow(db, session.id, clockNow)) return false;
    audit(cx, db, "session.locked", `staff/${session.staffId}`, { after: { reason } });
    db.touch("status");
    return true;
  });
}

/**
 * Opens a locked session with its person's password. People of the sample practice have none, and
 * any answer lets them in (F-21). Refuses `sign_in_failed`, `sign_in_wait`, `sign_in_disabled`.
 */
export async function unlockSession(
  cx: Cx,
  clockNow: Instant,
  hasher: PasswordHasher,
  token: string,
  password: string,
): Promise<void> {
  const { staffId } = cx.actor;
  if (staffId === null) refuse("sign_in_failed", {});
  const isOpenDoor = cx.db.read(
    (db) => findPractice(db)?.kind === "sample" && findStaff(db, staffId)?.passwordHash === null,
  );
  if (!isOpenDoor) await tryPassword(cx, clockNow, hasher, { staffId }, password);
  cx.db.write((db) => {
    const session = findSession(db, hashToken(token));
    if (!session) refuse("sign_in_failed", {});
    forgetTries(db, staffId);
    if (session.lockedAt === null) return;
    unlockSessionRow(db, session.id, clockNow);
    audit(cx, db, "session.unlocked", `staff/${staffId}`);
    db.touch("status");
  });
}
