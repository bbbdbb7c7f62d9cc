/** An instant on paper, to the thousandth of a second: a reprint is asked for by it (F-10, REP-3). */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../calendar.ts";

/** `Nov 22, 2026, 9:15:00.120 AM` in the practice's zone. */
export function printInstant(at: Instant, timeZone: string, locale: string): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toLocaleString(locale, { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 })
    // The narrow space before AM and PM is shown as a box by some fonts.
    .replaceAll("\u202F", " ");
}
