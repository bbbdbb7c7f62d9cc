/** Times of day as people type and read them (UI-8): `9`, `930`, `9:30`, `2pm`, `14.15`. */

/** Minutes after midnight; null for what is no time. */
export function readTime(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am?|pm?)?$/i.exec(text.trim());
  if (!match) return null;
  const [, hourText = "", minuteText = "0", half = ""] = match;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (minute > 59) return null;
  if (half === "") return hour > 23 ? null : hour * 60 + minute;
  if (hour < 1 || hour > 12) return null;
  return ((hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0)) * 60 + minute;
}

/** In the practice's way: `9:05 AM`, `14:15`. */
export function timeText(minute: number, locale: string): string {
  const whole = ((minute % 1440) + 1440) % 1440;
  const hours = Math.floor(whole / 60);
  const rest = String(whole % 60).padStart(2, "0");
  if (!hasHalves(locale)) return `${String(hours).padStart(2, "0")}:${rest}`;
  return `${hours % 12 === 0 ? 12 : hours % 12}:${rest} ${hours < 12 ? "AM" : "PM"}`;
}

export function spanText(fromMinute: number, minutes: number, locale: string): string {
  return `${timeText(fromMinute, locale)} – ${timeText(fromMinute + minutes, locale)}`;
}

/** Whether people there say am and pm. */
function hasHalves(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions().hour12 === true;
}

/** `45 min`, `1 h`, `1 h 30`. */
export function lengthText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}
