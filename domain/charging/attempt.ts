/**
 * A charge attempt and when it is asked about (BIL-8). An attempt is written down as `sent` before
 * the processor hears of it; it is live until somebody knows how it ended.
 */
import type { Instant } from "../calendar.ts";
import { addMilliseconds, millisecondsBetween } from "../instant.ts";

export type AttemptState = "sent" | "pending" | "unknown" | "succeeded" | "declined" | "failed";

/**
 * Who asked for the charge: the run itself, a person in Catch-up review, a person who added a card,
 * or a person now. `found`: the processor had it and this file did not (BIL-20).
 */
export type AttemptOrigin = "automatic" | "catch_up" | "new_card" | "staff" | "found";

export type DeclineKind = "soft" | "hard" | "authentication";

export function isLive(state: AttemptState): boolean {
  return state === "sent" || state === "pending" || state === "unknown";
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long the processor answers the same key with the same result; an hour is kept in hand (BIL-8). */
const sameKeyMs = 23 * hourMs;

/** After this long a person may enter what the processor's own dashboard shows (BIL-8). */
export const personDays = 5;

/** When an attempt is next asked about: 5 minutes after it was sent, 1 hour, then daily. */
export function nextProbeAt(sentAt: Instant, now: Instant): Instant {
  const age = millisecondsBetween(sentAt, now);
  if (age < 5 * minuteMs) return addMilliseconds(sentAt, 5 * minuteMs);
  if (age < hourMs) return addMilliseconds(sentAt, hourMs);
  return addMilliseconds(sentAt, (Math.floor(age / dayMs) + 1) * dayMs);
}

/** Whether the same key may be sent again; later it is only looked up (R3). */
export function mayResend(sentAt: Instant, now: Instant): boolean {
  const age = millisecondsBetween(sentAt, now);
  return age >= 0 && age < sameKeyMs;
}

/** From when on a person may end an attempt by hand. */
export function personMayResolveFrom(sentAt: Instant): Instant {
  return addMilliseconds(sentAt, personDays * dayMs);
}
