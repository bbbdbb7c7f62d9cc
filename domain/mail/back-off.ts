/**
 * When mail is tried again (DOC-10). A message that was put off is tried for about two days; a
 * server that cannot be reached is asked again every hour at the latest, without an end: its
 * messages wait, and the outbox says why.
 */
import { addMilliseconds } from "../instant.ts";
import type { Instant } from "../calendar.ts";

const minute = 60_000;

/** After the first try that was put off, the second, and so on. */
const messageWaits = [5, 15, 60, 4 * 60, 12 * 60, 24 * 60].map((minutes) => minutes * minute);
const accountWaits = [1, 5, 15, 60].map((minutes) => minutes * minute);

/** The tries a message gets. */
export const mostTries = messageWaits.length + 1;

/** When to try a message again after it was put off `tries` times; null when it has had them all. */
export function nextTryAt(now: Instant, tries: number): Instant | null {
  const wait = messageWaits[tries - 1];
  return wait === undefined ? null : addMilliseconds(now, wait);
}

/** When to ask the server again after `faults` faults in a row, at least one. */
export function nextAskAt(now: Instant, faults: number): Instant {
  return addMilliseconds(now, accountWaits[Math.min(faults, accountWaits.length) - 1] ?? minute);
}
