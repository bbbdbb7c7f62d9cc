/** Instants in the practice's time zone, as people say them (F-9). */
import { dayInZone, type Instant } from "#domain/calendar.ts";
import { spokenDay, type DayStyle } from "./day.ts";

/** `Today, 22 Nov, 2:05 PM`, the clock as the locale writes it. */
export function spokenInstant(at: Instant, style: DayStyle, timeZone: string): string {
  return `${spokenDay(dayInZone(at, timeZone), style)}, ${clockTime(at, style.locale, timeZone)}`;
}

/** `2:05 PM` or `14:05`. */
export function clockTime(at: Instant, locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
  // The narrow space before AM and PM is shown as a box by some fonts.
  return format.format(Date.parse(at)).replaceAll("\u202F", " ");
}
