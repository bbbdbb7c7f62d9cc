/**
 * Days as people say them: `Tomorrow, 5 Jan`, `in 12 days`. The month is always a word, so that no
 * screen can be read as the wrong day; the names of months and weekdays follow the locale (UI-8).
 */
import {
  dayOfMonthOf,
  daysBetween,
  monthOf,
  weekdayOf,
  yearOf,
  type Day,
} from "#domain/calendar.ts";

export type DayStyle = {
  readonly locale: string;
  /** The practice's day: the training clock decides it, never the computer (F-4, F-20). */
  readonly today: Day;
};

type Names = {
  readonly months: readonly string[];
  readonly longMonths: readonly string[];
  readonly weekdays: readonly string[];
  readonly longWeekdays: readonly string[];
};

const namesByLocale = new Map<string, Names>();

/** Month names January first, weekday names Monday first. */
export function namesOf(locale: string): Names {
  let names = namesByLocale.get(locale);
  if (names === undefined) {
    // Noon UTC of days in 2024, whose 1 January is a Monday: enough to ask Intl for the words.
    const at = (month: number, day: number) => Date.UTC(2024, month, day, 12);
    const words = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    const months = Array.from({ length: 12 }, (_, month) => at(month, 15));
    const weekdays = Array.from({ length: 7 }, (_, index) => at(0, 1 + index));
    const trim = (text: string) => text.replace(/\.$/, "");
    names = {
      months: months.map((m) => trim(words({ month: "short" }).format(m))),
      longMonths: months.map((m) => words({ month: "long" }).format(m)),
      weekdays: weekdays.map((d) => trim(words({ weekday: "short" }).format(d))),
      longWeekdays: weekdays.map((d) => words({ weekday: "long" }).format(d)),
    };
    namesByLocale.set(locale, names);
  }
  return names;
}

/** `5 Jan`, with the year when it is not this year: `5 Jan 2027`. */
export function shortDay(day: Day, style: DayStyle): string {
  const text = `${dayOfMonthOf(day)} ${namesOf(style.locale).months[monthOf(day) - 1]}`;
  return yearOf(day) === yearOf(style.today) ? text : `${text} ${yearOf(day)}`;
}

/** `5 Jan 2027`, whatever year it is: for fields and for dates of birth. */
export function fullDay(day: Day, locale: string): string {
  return `${dayOfMonthOf(day)} ${namesOf(locale).months[monthOf(day) - 1]} ${yearOf(day)}`;
}

/** `Sunday, 22 November 2026`; the year is left out when it is this year. */
export function longDay(day: Day, style: DayStyle): string {
  const names = namesOf(style.locale);
  const text = `${names.longWeekdays[weekdayOf(day) - 1]}, ${dayOfMonthOf(day)} ${names.longMonths[monthOf(day) - 1]}`;
  return yearOf(day) === yearOf(style.today) ? text : `${text} ${yearOf(day)}`;
}

/** `Today, 4 Jan`, `Tomorrow, 5 Jan`, `Fri, 8 Jan` within a week, else `5 Mar`. */
export function spokenDay(day: Day, style: DayStyle): string {
  const away = daysBetween(style.today, day);
  const short = shortDay(day, style);
  if (away === 0) return `Today, ${short}`;
  if (away === 1) return `Tomorrow, ${short}`;
  if (away === -1) return `Yesterday, ${short}`;
  if (away > 1 && away < 7)
    return `${namesOf(style.locale).weekdays[weekdayOf(day) - 1]}, ${short}`;
  return short;
}

/** `today`, `in 12 days`, `3 days ago`, `in 5 months`, `2 years ago`. */
export function distanceTo(day: Day, today: Day): string {
  const away = daysBetween(today, day);
  if (away === 0) return "today";
  if (away === 1) return "tomorrow";
  if (away === -1) return "yesterday";
  const size = Math.abs(away);
  const months = monthsBetween(today, day);
  const amount =
    size < 60
      ? `${size} days`
      : months < 24
        ? `${months} months`
        : `${Math.floor(months / 12)} years`;
  return away > 0 ? `in ${amount}` : `${amount} ago`;
}

/** Whole calendar months between two days, never negative. */
function monthsBetween(one: Day, other: Day): number {
  const [from, to] = one < other ? [one, other] : [other, one];
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from);
  return dayOfMonthOf(to) < dayOfMonthOf(from) ? months - 1 : months;
}
