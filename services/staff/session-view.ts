/** The session of a seat as the office asks for it at every call (control 34). */
import type { Database } from "#db/database.ts";
import { endAllSessions, findSession, latestSeenAt, touchSession, type SessionRow } from "#db/sessions.ts";
import type { Instant } from "#domain/calendar.ts";
import { hashToken } from "./session-token.ts";

export type LiveSession = SessionRow;

/** The live session of a token; none once it ended or its person was deactivated. */
export function findLiveSession(database: Database, token: string): LiveSession | undefined {
  const hash = hashToken(token);
  return database.read((db): LiveSession | undefined => findSession(db, hash));
}

/** Remembers when a person was last active, for a clock that is set back before the next start (S10). */
export function saveLastSeen(database: Database, sessionId: number, at: Instant): void {
  database.write((db) => touchSession(db, sessionId, at));
}

/** Sessions never outlive the office: those left over from before end when the file is opened. */
export function endLeftOverSessions(database: Database, at: Instant): void {
  database.write((db) => endAllSessions(db, at));
}

export function latestTimeSeen(database: Database): Instant | null {
  return database.read((db) => latestSeenAt(db));
}
