/** The days of a month as a calendar shows them: whole weeks, from the locale's first weekday. */
import { addDays, addMonths, dayInMonth, monthOf, weekdayOf, type Day } from "#domain/calendar.ts";

/** 1 (Monday) to 7 (Sunday): Sunday in the United States, Monday in most of Europe. */
export function firstWeekdayOf(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  return info.getWeekInfo?.().firstDay ?? 7;
}

/** Weeks of seven days that cover the month of `within`. */
export function weeksOfMonth(within: Day, firstWeekday: number): readonly (readonly Day[])[] {
  const first = dayInMonth(within, 0, 1);
  const lead = (weekdayOf(first) - firstWeekday + 7) % 7;
  let day = addDays(first, -lead);
  const weeks: Day[][] = [];
  do {
    const start = day;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
    day = addDays(day, 7);
  } while (monthOf(day) === monthOf(first));
  return weeks;
}

/** Where a key moves the focused day, or undefined if the key does nothing in a calendar. */
export function moveByKey(
  day: Day,
  key: string,
  shift: boolean,
  firstWeekday: number,
): Day | undefined {
  const inWeek = (weekdayOf(day) - firstWeekday + 7) % 7;
  switch (key) {
    case "ArrowLeft":
      return addDays(day, -1);
    case "ArrowRight":
      return addDays(day, 1);
    case "ArrowUp":
      return addDays(day, -7);
    case "ArrowDown":
      return addDays(day, 7);
    case "Home":
      return addDays(day, -inWeek);
    case "End":
      return addDays(day, 6 - inWeek);
    case "PageUp":
      return addMonths(day, shift ? -12 : -1);
    case "PageDown":
      return addMonths(day, shift ? 12 : 1);
    default:
      return undefined;
  }
}
