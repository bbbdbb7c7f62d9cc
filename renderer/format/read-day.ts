/**
 * Reads the days that people type into a field: `3/7`, `3/7/84`, `+2w`, `fri`, `today`, `5 jan`
 * (UI-8). A day that does not exist is never moved to one that does; the sentence says why.
 */
import {
  addDays,
  addMonths,
  dayOfMonthOf,
  daysInMonth,
  isDay,
  makeDay,
  weekdayOf,
  yearOf,
  type Day,
} from "#domain/calendar.ts";
import { namesOf } from "./day.ts";

/**
 * Where a day without a full year is looked for: `near` is this year (fields for dues, invoices),
 * `past` the last one up to today (dates of birth), `future` the next one from today.
 */
export type DayLean = "near" | "past" | "future";

export type ReadDayOptions = {
  readonly today: Day;
  readonly locale: string;
  /** `3/7` is 7 March in `month-first`, 3 July in `day-first`. */
  readonly order: "month-first" | "day-first";
  readonly lean: DayLean;
};

export type TypedDay =
  | { readonly kind: "empty" }
  | { readonly kind: "day"; readonly day: Day }
  | { readonly kind: "unclear"; readonly sentence: string };

/** The order of day and month in a locale's numeric dates. */
export function dayOrderOf(locale: string): ReadDayOptions["order"] {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: "UTC" }).formatToParts(0);
  const month = parts.findIndex((part) => part.type === "month");
  return month < parts.findIndex((part) => part.type === "day") ? "month-first" : "day-first";
}

export function readDay(typed: string, options: ReadDayOptions): TypedDay {
  const text = typed.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/g, " ");
  if (text === "") return { kind: "empty" };
  return (
    readWord(text, options) ??
    readStep(text, options) ??
    readIso(text) ??
    readNumbers(text, options) ??
    readMonthWord(text, options) ??
    unclear(`“${shorten(typed)}” is not a day. ${example(options)}`)
  );
}

function readWord(text: string, { today, locale }: ReadDayOptions): TypedDay | undefined {
  if (text === "today" || text === "t") return found(today);
  if (text === "tomorrow" || text === "tom") return found(addDays(today, 1));
  if (text === "yesterday") return found(addDays(today, -1));
  const names = namesOf(locale);
  const english = namesOf("en-US");
  for (const list of [names.weekdays, names.longWeekdays, english.weekdays, english.longWeekdays]) {
    const weekday = list.findIndex((name) => name.toLowerCase() === text) + 1;
    // The coming one: on a Friday, “fri” is in seven days, because “today” has its own word.
    if (weekday > 0) return found(addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1));
  }
  return undefined;
}

function readStep(text: string, { today }: ReadDayOptions): TypedDay | undefined {
  const parts = /^([+-]) ?(\d{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?)?$/.exec(text);
  if (parts === null) return undefined;
  const size = Number(parts[2]) * (parts[1] === "-" ? -1 : 1);
  const unit = (parts[3] ?? "d").charAt(0);
  if (Math.abs(size) > (unit === "y" ? 120 : 1500))
    return unclear("That is too far away. Type the day itself.");
  if (unit === "d") return found(addDays(today, size));
  if (unit === "w") return found(addDays(today, size * 7));
  return found(addMonths(today, unit === "y" ? size * 12 : size));
}

function readIso(text: string): TypedDay | undefined {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  return parts === null ? undefined : build(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function readNumbers(text: string, options: ReadDayOptions): TypedDay | undefined {
  const parts =
    /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?\.?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const [month, day] = options.order === "month-first" ? [first, second] : [second, first];
  return withYear(parts[3], month, day, options);
}

function readMonthWord(text: string, options: ReadDayOptions): TypedDay | undefined {
  const parts =
    /^(?<day>\d{1,2})[ .-]*(?<month>\p{L}{3,})[ .,-]*(?<year>\d{4}|\d{2})?$/u.exec(text) ??
    /^(?<month>\p{L}{3,})[ .-]*(?<day>\d{1,2})(?:[ .,-]+(?<year>\d{4}|\d{2}))?$/u.exec(text);
  if (parts?.groups === undefined) return undefined;
  const month = monthNamed(parts.groups["month"] ?? "", options.locale);
  if (month === undefined) return undefined;
  return withYear(parts.groups["year"], month, Number(parts.groups["day"]), options);
}

function monthNamed(word: string, locale: string): number | undefined {
  for (const language of [locale, "en-US"]) {
    const names = namesOf(language);
    const at = names.longMonths.findIndex(
      (name, index) =>
        name.toLowerCase().startsWith(word) || names.months[index]?.toLowerCase() === word,
    );
    if (at >= 0) return at + 1;
  }
  return undefined;
}

function withYear(
  typedYear: string | undefined,
  month: number,
  day: number,
  options: ReadDayOptions,
): TypedDay {
  const thisYear = yearOf(options.today);
  if (typedYear !== undefined)
    return build(fullYear(typedYear, thisYear, options.lean), month, day, options);
  const inThisYear = build(thisYear, month, day, options);
  const step = options.lean === "past" ? -1 : 1;
  if (inThisYear.kind === "day") {
    if (options.lean === "near") return inThisYear;
    const fits = step < 0 ? inThisYear.day <= options.today : inThisYear.day >= options.today;
    if (fits) return inThisYear;
  }
  if (options.lean === "near") return inThisYear;
  const inNextYear = build(thisYear + step, month, day, options);
  return inNextYear.kind === "day" ? inNextYear : inThisYear;
}

/** Two digits: not later than this year for dates of birth, else within 79 years back and 20 ahead. */
function fullYear(typed: string, thisYear: number, lean: DayLean): number {
  const value = Number(typed);
  if (typed.length === 4) return value;
  const century = Math.floor(thisYear / 100) * 100;
  const latest = lean === "past" ? thisYear : thisYear + 20;
  const candidate = century + value;
  return candidate > latest ? candidate - 100 : candidate;
}

function build(year: number, month: number, day: number, options?: ReadDayOptions): TypedDay {
  if (month < 1 || month > 12) {
    return unclear(
      `There is no month ${month}. ${options === undefined ? "" : example(options)}`.trim(),
    );
  }
  if (year < 1800 || year > 2199) return unclear(`The year ${year} is too far away.`);
  const length = daysInMonth(year, month);
  if (day < 1 || day > length) {
    const name = namesOf(options?.locale ?? "en-US").longMonths[month - 1];
    return unclear(`${name} ${year} has ${length} days.`);
  }
  const built = makeDay(year, month, day);
  return isDay(built) ? found(built) : unclear(`The year ${year} is too far away.`);
}

function example({ order, today, locale }: ReadDayOptions): string {
  const march = namesOf(locale).months[2];
  const day = dayOfMonthOf(today) > 12 ? 7 : dayOfMonthOf(today);
  return order === "month-first"
    ? `Month first: 3/${day} is ${day} ${march}.`
    : `Day first: ${day}/3 is ${day} ${march}.`;
}

function found(day: Day): TypedDay {
  return { kind: "day", day };
}

function unclear(sentence: string): TypedDay {
  return { kind: "unclear", sentence };
}

function shorten(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 24 ? `${trimmed.slice(0, 23)}…` : trimmed;
}
