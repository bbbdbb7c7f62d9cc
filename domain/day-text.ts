/** Days as people say them, `5 Jan 2027`; ranges are printed with their last covered day (F-6). */
import { addDays, dayOfMonthOf, monthOf, yearOf, type Day, type DayRange } from "./calendar.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function dayText(day: Day): string {
  return `${dayOfMonthOf(day)} ${months[monthOf(day) - 1] ?? ""} ${yearOf(day)}`;
}

/** `5 Jan – 4 Feb 2027`: the first and the last covered day. */
export function rangeText(range: DayRange): string {
  const last = addDays(range.to, -1);
  if (last === range.from) return dayText(last);
  const first = yearOf(range.from) === yearOf(last) ? dayText(range.from).replace(/ \d{4}$/, "") : dayText(range.from);
  return `${first} – ${dayText(last)}`;
}
