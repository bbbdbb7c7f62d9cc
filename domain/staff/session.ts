/** When a session locks and when it ends (control 34): idle minutes of the practice, 12 hours in all. */
import type { Instant } from "../calendar.ts";
import { millisecondsBetween } from "../instant.ts";

export const absoluteHours = 12;

export type SessionTimes = {
  readonly startedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly lockedAt: Instant | null;
};

export type SessionState = "open" | "locked" | "ended";

/** The state of a session now, with the practice's idle minutes. */
export function sessionState(session: SessionTimes, lockMinutes: number, now: Instant): SessionState {
  if (millisecondsBetween(session.startedAt, now) >= absoluteHours * 3_600_000) return "ended";
  if (session.lockedAt !== null) return "locked";
  return millisecondsBetween(session.lastSeenAt, now) >= lockMinutes * 60_000 ? "locked" : "open";
}
