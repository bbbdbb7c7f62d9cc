/** Sessions, known by the hash of their token only, so that a copied file lets nobody in (control 34). */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { Role } from "#domain/staff/permissions.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type SessionRow = {
  readonly id: number;
  readonly staffId: StaffId;
  readonly name: string;
  readonly role: Role;
  readonly workstation: string;
  readonly startedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly lockedAt: Instant | null;
};

const liveSessions = `select s.id as id, s.staff_id as staffId, p.name as name, p.role as role,
    s.workstation as workstation, s.started_at as startedAt, s.last_seen_at as lastSeenAt,
    s.locked_at as lockedAt
  from session s join staff p on p.id = s.staff_id
  where s.ended_at is null and p.deactivated_at is null`;

/** The live session of a token; none once it ended or its person was deactivated. */
export function findSession(db: ReadableDb, tokenHash: string): SessionRow | undefined {
  return db.get<SessionRow>(`${liveSessions} and s.token_hash = ?`, tokenHash);
}

export function listLiveSessions(db: ReadableDb): SessionRow[] {
  return db.all<SessionRow>(`${liveSessions} order by s.id`);
}

export function insertSession(
  db: WritableDb,
  session: {
    readonly tokenHash: string;
    readonly staffId: StaffId;
    readonly workstation: string;
    readonly at: Instant;
  },
): number {
  return db.exec(
    `insert into session (token_hash, staff_id, workstation, started_at, last_seen_at)
     values (?, ?, ?, ?, ?)`,
    session.tokenHash,
    session.staffId,
    session.workstation,
    session.at,
    session.at,
  ).id;
}

export function touchSession(db: WritableDb, id: number, at: Instant): void {
  db.exec("update session set last_seen_at = ? where id = ?", at, id);
}

/** Locks a session that is open; answers whether it was. */
export function lockSessionRow(db: WritableDb, id: number, at: Instant): boolean {
  return db.exec("update session set locked_at = ? where id = ? and locked_at is null", at, id).changes === 1;
}

export function unlockSessionRow(db: WritableDb, id: number, at: Instant): void {
  db.exec("update session set locked_at = null, last_seen_at = ? where id = ?", at, id);
}

export function endSessionRow(db: WritableDb, id: number, at: Instant): boolean {
  return db.exec("update session set ended_at = ? where id = ? and ended_at is null", at, id).changes === 1;
}

/** Ends every session of a person; answers how many there were. */
export function endSessionsOf(db: WritableDb, staffId: StaffId, at: Instant): number {
  return db.exec("update session set ended_at = ? where staff_id = ? and ended_at is null", at, staffId)
    .changes;
}

/** Ends what is left over from before the office was opened: a session never outlives it. */
export function endAllSessions(db: WritableDb, at: Instant): number {
  return db.exec("update session set ended_at = ? where ended_at is null", at).changes;
}

/** The latest real time this file has seen, so that a clock set back does not shorten a wait (S10). */
export function latestSeenAt(db: ReadableDb): Instant | null {
  return db.get<{ at: Instant | null }>("select max(last_seen_at) as at from session")?.at ?? null;
}
