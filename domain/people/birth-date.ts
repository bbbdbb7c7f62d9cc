/**
 * Days as people and other programs write them (PPL-6, PPL-17): `3/7/84`, `1984-03-07`, `19840307`,
 * `7 Mar 1984`. Which of day and month comes first cannot be read off one date, so the order is an
 * argument; a date that starts with the year needs none.
 */
import { isDay, type Day } from "../calendar.ts";

/** Whether the month or the day comes first in `3/7/1984`. */
export type DateOrder = "mdy" | "dmy";

/** The numbers of a written date, not yet known to be a real day. */
export type DateParts = {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  /** The year was written with two digits and the century is a guess. */
  readonly shortYear: boolean;
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const midnight =
  /[T ]\s*(?:12:00(?::00(?:\.0+)?)?\s*am|0{1,2}:00(?::00(?:\.0+)?)?)\s*(?:z|[+-]\d\d:?\d\d)?$/i;
const anyTime = /[T ]\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:z|[+-]\d\d:?\d\d)?$/i;

/**
 * The day written in a text, or nothing where it is not a real day between 1800 and 2199. A time
 * of day after the date is left out. `today` decides the century of a two-digit year: the latest
 * that is not in the future.
 */
export function parseDay(text: string, order: DateOrder, today: Day): Day | undefined {
  const parts = dateParts(text, order, today);
  return parts && dayOf(parts);
}

/** The day of the parts, or nothing where the calendar has no such day. */
export function dayOf(parts: DateParts): Day | undefined {
  const text = `${pad(parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.dayOfMonth, 2)}`;
  return isDay(text) ? text : undefined;
}

/** The parts of a written date; nothing where the text does not look like a date. */
export function dateParts(text: string, order: DateOrder, today: Day): DateParts | undefined {
  if (text.length > 40) return undefined;
  const bare = text.trim().replace(midnight, "").replace(anyTime, "");
  return (
    yearFirst(bare) ??
    separated(bare, order, today) ??
    digitsOnly(bare, order) ??
    withMonthName(bare, today)
  );
}

function yearFirst(text: string): DateParts | undefined {
  const found = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  return found ? parts(Number(found[1]), Number(found[3]), Number(found[4]), false) : undefined;
}

function separated(text: string, order: DateOrder, today: Day): DateParts | undefined {
  const found = /^(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{2}|\d{4})$/.exec(text);
  if (!found) return undefined;
  const [first, second, yearText] = [Number(found[1]), Number(found[3]), found[4] ?? ""];
  const [month, dayOfMonth] = order === "mdy" ? [first, second] : [second, first];
  if (yearText.length === 4) return parts(Number(yearText), month, dayOfMonth, false);
  return inLatestCentury(Number(yearText), month, dayOfMonth, today);
}

function digitsOnly(text: string, order: DateOrder): DateParts | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  const ymd = parts(year, Number(text.slice(4, 6)), Number(text.slice(6, 8)), false);
  if (year >= 1800 && year <= 2199 && dayOf(ymd)) return ymd;
  const [first, second, last] = [
    Number(text.slice(0, 2)),
    Number(text.slice(2, 4)),
    Number(text.slice(4)),
  ];
  const yearLast =
    order === "mdy" ? parts(last, first, second, false) : parts(last, second, first, false);
  return last >= 1800 && last <= 2199 && dayOf(yearLast) ? yearLast : ymd;
}

function withMonthName(text: string, today: Day): DateParts | undefined {
  const dayBefore = /^(\d{1,2})[-. ]{1,2}([a-z]{3,9})\.?[-, ]{1,2}(\d{2}|\d{4})$/i.exec(text);
  const dayAfter = /^([a-z]{3,9})\.?[- ]{1,2}(\d{1,2}),?[- ]{1,2}(\d{2}|\d{4})$/i.exec(text);
  const [dayText, monthText, yearText] = dayBefore
    ? [dayBefore[1], dayBefore[2], dayBefore[3]]
    : [dayAfter?.[2], dayAfter?.[1], dayAfter?.[3]];
  if (!dayText || !monthText || !yearText) return undefined;
  const month = months.indexOf(monthText.slice(0, 3).toLowerCase()) + 1;
  if (month === 0) return undefined;
  if (yearText.length === 4) return parts(Number(yearText), month, Number(dayText), false);
  return inLatestCentury(Number(yearText), month, Number(dayText), today);
}

function inLatestCentury(
  shortYear: number,
  month: number,
  dayOfMonth: number,
  today: Day,
): DateParts {
  const century = Number(today.slice(0, 2)) * 100;
  const latest = parts(century + shortYear, month, dayOfMonth, true);
  const day = dayOf(latest);
  // 29 February may not exist in the later century; the year alone decides then.
  const inFuture = day ? day > today : latest.year > Number(today.slice(0, 4));
  return inFuture ? parts(century + shortYear - 100, month, dayOfMonth, true) : latest;
}

function parts(year: number, month: number, dayOfMonth: number, shortYear: boolean): DateParts {
  return { year, month, dayOfMonth, shortYear };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
