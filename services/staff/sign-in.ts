/** Signing in and out: a session row, the last sign-in, and the audit trail (control 36). */
import { findPractice } from "#db/practice.ts";
import { endSessionRow, findSession, insertSession } from "#db/sessions.ts";
import { findStaff, recordSignIn, type StaffRow } from "#db/staff.ts";
import type { WritableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";
import type { PasswordHasher } from "../gateways/passwords.ts";
import { audit } from "../record.ts";
import { hashToken, newSessionToken } from "./session-token.ts";
import { tryPassword } from "./try-password.ts";

/** A new session: its secret, and what the person is told about the time before (control 36). */
export type SignedIn = {
  readonly token: string;
  readonly staffId: StaffId;
  readonly lastSignInAt: Instant | null;
  readonly failedSinceLast: number;
};

/** Refuses `sign_in_failed`, `sign_in_wait`, `sign_in_disabled`. */
export async function signIn(
  cx: Cx,
  clockNow: Instant,
  hasher: PasswordHasher,
  input: { readonly username: string; readonly password: string },
): Promise<SignedIn> {
  const who = { username: input.username.trim() };
  const { person, rehashed } = await tryPassword(cx, clockNow, hasher, who, input.password);
  return cx.db.write((db) => startSession(cx, db, clockNow, person, rehashed));
}

/** Without a password, in the sample practice only (F-21). Refuses `sign_in_as_only_in_sample`, `staff_not_found`. */
export function signInAs(cx: Cx, clockNow: Instant, staffId: StaffId): SignedIn {
  return cx.db.write((db) => {
    if (findPractice(db)?.kind !== "sample") refuse("sign_in_as_only_in_sample", {});
    const person = findStaff(db, staffId);
    if (!person || person.deactivatedAt !== null) refuse("staff_not_found", {});
    return startSession(cx, db, clockNow, person, null);
  });
}

function startSession(
  cx: Cx,
  db: WritableDb,
  clockNow: Instant,
  person: StaffRow,
  rehashed: string | null,
): SignedIn {
  // Deactivated while the hash ran: the right password comes too late.
  if (findStaff(db, person.id)?.deactivatedAt !== null) refuse("sign_in_failed", {});
  const { token, hash } = newSessionToken();
  const { workstation } = cx.actor;
  insertSession(db, { tokenHash: hash, staffId: person.id, workstation, at: clockNow });
  recordSignIn(db, person.id, clockNow, rehashed);
  audit({ ...cx, actor: { staffId: person.id, workstation } }, db, "session.started", `staff/${person.id}`);
  db.touch("status");
  return {
    token,
    staffId: person.id,
    lastSignInAt: person.lastSignInAt,
    failedSinceLast: person.failedCount,
  };
}

/** Ends the session of a token; `why` is one of a few words for the audit trail. */
export function endSession(
  cx: Cx,
  clockNow: Instant,
  token: string,
  why: "signed_out" | "twelve_hours" | "somebody_else" | "closed",
): void {
  cx.db.write((db) => {
    const session = findSession(db, hashToken(token));
    if (!session || !endSessionRow(db, session.id, clockNow)) return;
    audit(cx, db, "session.ended", `staff/${session.staffId}`, { after: { why } });
    db.touch("status");
  });
}
