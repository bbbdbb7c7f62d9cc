/**
 * When the computer's clock is not believed (F-19, R4): at the start of a run it is compared with
 * the last run, while the office is open with a clock that cannot be set.
 */
import type { Instant } from "../calendar.ts";
import { millisecondsBetween } from "../instant.ts";

export const longestPauseDays = 45;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export type ClockDoubt = "before_last_run" | "long_after_last_run" | "jumped_forward" | "jumped_back";

/**
 * Whether billing must wait for a person because of the time since the last run. The few seconds
 * by which a time server corrects a clock are nothing.
 */
export function doubtSinceLastRun(lastRunAt: Instant | null, now: Instant): ClockDoubt | undefined {
  if (lastRunAt === null) return undefined;
  const passed = millisecondsBetween(lastRunAt, now);
  if (passed < -minute) return "before_last_run";
  return passed > longestPauseDays * day ? "long_after_last_run" : undefined;
}

/**
 * Whether the wall clock was moved while the office was open: by how many milliseconds it went on
 * against a clock that counts real time, also through sleep (R4: +24 hours, −5 minutes).
 */
export function doubtWhileOpen(wallPassedMs: number, realPassedMs: number): ClockDoubt | undefined {
  const drift = wallPassedMs - realPassedMs;
  if (drift > day) return "jumped_forward";
  return drift < -5 * minute ? "jumped_back" : undefined;
}
