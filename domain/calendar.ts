/**
 * Civil days of the practice (F-4): text `YYYY-MM-DD`, computed with whole numbers and Temporal, never
 * with the JS Date and never from a clock. Period arithmetic is anchored: boundary k is always the
 * anchor's month plus k periods with the stored draw day clamped to that month (F-5).
 */
import { Temporal } from "temporal-polyfill";
import { dateOfNumber, dayNumber } from "./day-number.ts";
import { invariant } from "./invariant.ts";

declare const day: unique symbol;
/** A civil day, `YYYY-MM-DD`; two of them compare with `<` as text. */
export type Day = string & { readonly [day]: true };

declare const instant: unique symbol;
/** A UTC instant, ISO 8601 with milliseconds and `Z`. */
export type Instant = string & { readonly [instant]: true };

/** A half-open range of days `[from, to)` (F-6). */
export type DayRange = { readonly from: Day; readonly to: Day };

/** Period lengths that a plan may be sold with, in months (F-5). */
export const periodMonthsOptions = [1, 3, 6, 12] as const;
export type PeriodMonths = (typeof periodMonthsOptions)[number];

const pattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a real calendar day between 1800 and 2199. */
export function isDay(text: string): text is Day {
  if (!pattern.test(text) || text < "1800-01-01" || text > "2199-12-31") return false;
  const [year, month, dayOfMonth] = parts(text as Day);
  return month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
}

/** Brands a known-good day; anything else is a programmer error. User input goes through `isDay`. */
export function toDay(text: string): Day {
  invariant(isDay(text), `${text} is not a day`);
  return text;
}

export function makeDay(year: number, month: number, dayOfMonth: number): Day {
  const text = `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
  const exists = year >= 1800 && year <= 2199 && month >= 1 && month <= 12 && dayOfMonth >= 1;
  invariant(exists && dayOfMonth <= daysInMonth(year, month), "a day that exists");
  return text as Day;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function parts(value: Day): [year: number, month: number, dayOfMonth: number] {
  return [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8, 10))];
}

export function yearOf(value: Day): number {
  return parts(value)[0];
}

export function monthOf(value: Day): number {
  return parts(value)[1];
}

export function dayOfMonthOf(value: Day): number {
  return parts(value)[2];
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function addDays(value: Day, days: number): Day {
  return makeDay(...dateOfNumber(dayNumber(...parts(value)) + days));
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(...parts(to)) - dayNumber(...parts(from));
}

/** The day one or more calendar months on, clamped to the month's length: 31 Jan + 1 = 28 Feb. */
export function addMonths(value: Day, months: number): Day {
  return dayInMonth(value, months, dayOfMonthOf(value));
}

/**
 * The draw day in the month that lies `months` after the month of `value`, clamped to its length.
 * The stored draw day is always the source, never an earlier clamped boundary (F-5).
 */
export function dayInMonth(value: Day, months: number, drawDay: number): Day {
  const [year, month] = parts(value);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  return makeDay(targetYear, targetMonth, Math.min(drawDay, daysInMonth(targetYear, targetMonth)));
}

/** Boundary k of the periods anchored at `anchor` with the stored draw day (F-5). */
export function periodBoundary(anchor: Day, drawDay: number, periodMonths: PeriodMonths, k: number): Day {
  return dayInMonth(anchor, k * periodMonths, drawDay);
}

/** The first monthly draw day on or after a day. */
export function drawDayOnOrAfter(value: Day, drawDay: number): Day {
  const inMonth = dayInMonth(value, 0, drawDay);
  return inMonth >= value ? inMonth : dayInMonth(value, 1, drawDay);
}

/** The last monthly draw day on or before a day. */
export function drawDayOnOrBefore(value: Day, drawDay: number): Day {
  const inMonth = dayInMonth(value, 0, drawDay);
  return inMonth <= value ? inMonth : dayInMonth(value, -1, drawDay);
}

/** Age in whole years by calendar: the birthday itself counts, a 29 February birthday falls on 1 March in other years. */
export function ageOn(birthOn: Day, on: Day): number {
  const [birthYear, birthMonth, birthDay] = parts(birthOn);
  const [year, month, dayOfMonth] = parts(on);
  const reached = month > birthMonth || (month === birthMonth && dayOfMonth >= birthDay);
  return year - birthYear - (reached ? 0 : 1);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(value: Day): number {
  // 1 January 1970 was a Thursday.
  return ((((dayNumber(...parts(value)) + 3) % 7) + 7) % 7) + 1;
}

/** The civil day of an instant in an IANA time zone (F-9): the local day decides. */
export function dayInZone(at: Instant, timeZone: string): Day {
  return toDay(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString());
}

/** Local wall time `HH:MM` of an instant in an IANA time zone. */
export function timeInZone(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: "minute" });
}

/** Whether Temporal knows the IANA time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.from("2026-01-01T00:00:00Z").toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

export function isInstant(text: string): text is Instant {
  return (
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/.test(text) && isDay(text.slice(0, 10))
  );
}

export function toInstant(text: string): Instant {
  invariant(isInstant(text), `${text} is not an instant`);
  return text;
}
