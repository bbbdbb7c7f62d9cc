/** The instant up to which a report knows what was entered (F-10, REP-3), as a person or a program asks for it. */
import { isDay, isInstant, type Day, type Instant } from "../calendar.ts";
import { localInstant } from "../instant.ts";

const local = /^(\d{4}-\d{2}-\d{2})T(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?)$/;

/** Whether a text names an instant: in UTC, or as the practice's own wall time `2026-11-22T09:15:00.120`. */
export function isKnownAt(text: string): boolean {
  const [, on = ""] = local.exec(text) ?? [];
  return isInstant(text) || isDay(on);
}

/** The instant itself; of a wall time that comes twice it is the first (F-9). */
export function knownInstant(text: string, timeZone: string): Instant {
  if (isInstant(text)) return text;
  const [, on = "", time = ""] = local.exec(text) ?? [];
  return localInstant(on as Day, time, timeZone);
}
