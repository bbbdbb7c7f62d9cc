/** When the mailbox is read (DOC-10), and when it has not been for too long. */
import type { Day, Instant } from "../calendar.ts";
import { addMilliseconds, millisecondsBetween } from "../instant.ts";

const dayMs = 24 * 60 * 60_000;

export const checkEveryMs = 10 * 60_000;
/** After so long without a time that went well it is said on Today. */
export const lateMs = dayMs;
/** How far back the first time goes, and how long what came back is counted. */
export const backMs = 30 * dayMs;

export type CheckTimes = { readonly isOn: boolean; readonly triedAt: Instant | null; readonly pausedUntil: Instant | null };

export function isCheckDue({ isOn, triedAt, pausedUntil }: CheckTimes, now: Instant): boolean {
  if (!isOn || (pausedUntil !== null && pausedUntil > now)) return false;
  // A time to come is of a clock that was wrong.
  return triedAt === null || triedAt > now || millisecondsBetween(triedAt, now) >= checkEveryMs;
}

export type CheckHealth = { readonly isOn: boolean; readonly fault: string | null; readonly checkedAt: Instant | null; readonly onSince: Instant };

export function isCheckLate({ isOn, fault, checkedAt, onSince }: CheckHealth, now: Instant): boolean {
  return isOn && fault !== null && millisecondsBetween(checkedAt ?? onSince, now) >= lateMs;
}

/** The day, by the time of Greenwich, from which messages are read the first time. */
export function firstDay(now: Instant): Day {
  return addMilliseconds(now, -backMs).slice(0, 10) as Day;
}
