/**
 * Patient search by any part of any name, phone digits, birth date, e-mail or chart number as typed
 * (PPL-6). A patient is filed under a few short tokens in a B-tree; each word typed is looked up as
 * the beginning of a token (or as a whole one), and a patient is found when every word finds one.
 */
import type { Day } from "../calendar.ts";
import type { DateOrder } from "./birth-date.ts";
import { isDay } from "../calendar.ts";
import { emailKey } from "./email.ts";
import { foldedPieces, foldText } from "./fold.ts";
import { phoneSearchKeys } from "./phone.ts";

export type SearchablePatient = {
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly preferredName: string;
  readonly birthOn: Day | null;
  readonly email: string;
  readonly chartNumber: string;
  /** As typed or in international form. */
  readonly phones: readonly string[];
};

/** One thing to look for in the tokens: `lee` as a beginning, or exactly `19840307`. */
export type SearchAlternative = { readonly token: string; readonly whole: boolean };

/** What one typed word may mean; a patient matches a word when one alternative finds a token. */
export type SearchTerm = readonly SearchAlternative[];

/** Tokens are cut here and so are typed words: nobody tells two names apart after 40 letters. */
const longestToken = 40;
const mostPieces = 8;
const mostWords = 8;

/** The tokens that a patient is filed under, each once. */
export function patientSearchKeys(patient: SearchablePatient): string[] {
  const keys = new Set<string>();
  for (const name of [
    patient.firstName,
    patient.middleName,
    patient.lastName,
    patient.suffix,
    patient.preferredName,
  ]) {
    for (const key of nameKeys(name)) keys.add(key);
  }
  for (const phone of patient.phones) for (const key of phoneSearchKeys(phone)) keys.add(key);
  if (patient.birthOn !== null) for (const key of birthKeys(patient.birthOn)) keys.add(key);
  if (patient.email !== "") keys.add(cut(foldText(emailKey(patient.email))));
  for (const key of chartKeys(patient.chartNumber)) keys.add(key);
  keys.delete("");
  return [...keys];
}

/**
 * The words typed in the search box as terms that must all be found. Runs of digits with blanks
 * between them are one phone number. An empty list means that nothing searchable was typed yet.
 */
export function queryTerms(text: string, order: DateOrder): SearchTerm[] {
  return wordsOf(text)
    .map((word) => termOf(word, order))
    .filter((term) => term.length > 0)
    .slice(0, mostWords);
}

/**
 * A compound name is filed from each of its pieces to the end, so that `O'Brien-Smith` is found by
 * `o'brien`, `obriensmith`, `brien-smith` and `smith`, all as beginnings.
 */
function nameKeys(name: string): string[] {
  const pieces = foldedPieces(name).slice(0, mostPieces);
  return pieces.map((_, index) => cut(pieces.slice(index).join("")));
}

/** Year first, and month, day, year: with these two every order and every beginning can be found. */
function birthKeys(birthOn: Day): string[] {
  const digits = birthOn.replaceAll("-", "");
  return [digits, digits.slice(4) + digits.slice(0, 4)];
}

function chartKeys(chartNumber: string): string[] {
  const whole = foldedPieces(chartNumber).join("");
  const digits = whole.replace(/\D/g, "");
  return [cut(whole), cut(digits), cut(digits.replace(/^0+/, ""))];
}

/** Digits, blanks between digits, and the signs that stand in phone numbers. */
const phoneRun = /[+(]*\d[\d().+-]*(?:[\s]+[(]?\d[\d().+-]*)+/g;

function wordsOf(text: string): string[] {
  const limited = text.slice(0, 200).normalize("NFKC").replace(/[,;]/g, " ");
  // A written date in the run keeps to itself: "lee 3/7/84" has slashes, which the run has not.
  const joined = limited.replace(phoneRun, (run) =>
    holdsDate(run) ? run : run.replace(/\s+/g, ""),
  );
  return joined.split(/\s+/).filter((word) => word !== "");
}

function holdsDate(run: string): boolean {
  return run
    .split(/\s+/)
    .some((word) => dateWord.test(word) && /^\d{4}-|^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}$/.test(word));
}

const dateWord = /^(\d{1,4})([/.-])(\d{1,2})(?:\2(\d{0,4}))?\2?$/;

function termOf(word: string, order: DateOrder): SearchTerm {
  const alternatives = new Map<string, SearchAlternative>();
  const add = (token: string, whole = false): void => {
    const short = cut(token);
    if (short !== "" && !alternatives.get(short)?.whole)
      alternatives.set(short, { token: short, whole });
  };
  const written = dateWord.exec(word);
  if (written) for (const { token, whole } of dateAlternatives(written, order)) add(token, whole);
  // Slashes and figures alone are a date; with letters they stand in a name, such as `Lee/Gomez`.
  if (!word.includes("/") || /\p{L}/u.test(word)) {
    const folded = foldText(word);
    if (folded.includes("@")) add(folded);
    else if (/^[\d+().-]+$/.test(folded))
      for (const digits of digitAlternatives(folded, order)) add(digits);
    else {
      add(foldedPieces(folded).join(""));
      // A dotted or dashed word may also be the beginning of an e-mail address; signs alone are nothing.
      if (/[._+-]/.test(folded) && /[\p{L}\p{N}]/u.test(folded)) add(folded);
    }
  }
  return [...alternatives.values()];
}

/** Digits typed in one go: a phone number in any form, a birth date without signs, a chart number. */
function digitAlternatives(word: string, order: DateOrder): string[] {
  const digits = word.replace(/\D/g, "");
  const found = [digits];
  if (digits.length === 11 && digits.startsWith("1")) found.push(digits.slice(1));
  if (/^0+[1-9]/.test(digits)) found.push(digits.replace(/^0+/, ""));
  if (digits.startsWith("011") && digits.length > 6) found.push(digits.slice(3));
  if (order === "dmy" && digits.length >= 4 && digits.length <= 8) {
    found.push(digits.slice(2, 4) + digits.slice(0, 2) + digits.slice(4));
  }
  if (digits.length === 6) {
    const [first, second, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
    const monthDay = order === "mdy" ? first + second : second + first;
    found.push(`19${year}${monthDay}`, `20${year}${monthDay}`);
  }
  return found;
}

/** A date with signs, whole (`3/7/84`) or as far as it has been typed (`3/7`, `1984-03`). */
function dateAlternatives(written: RegExpExecArray, order: DateOrder): SearchAlternative[] {
  const [, first = "", , second = "", third = ""] = written;
  if (first.length === 4) {
    const yearMonth = first + second.padStart(2, "0");
    if (third === "")
      return beginnings(Number(second) >= 1 && Number(second) <= 12 ? [yearMonth] : []);
    return exactDays([`${first}-${second.padStart(2, "0")}-${third.padStart(2, "0")}`]);
  }
  if (first.length === 3) return [];
  const orders = [
    [first, second],
    [second, first],
  ] as const;
  const [month, day] = order === "mdy" ? orders[0] : orders[1];
  // Where the practice's own order gives no day of any year, the other order was meant.
  const [monthText, dayText] = isMonthDay(month, day) ? [month, day] : [day, month];
  if (!isMonthDay(monthText, dayText)) return [];
  const monthDay = monthText.padStart(2, "0") + dayText.padStart(2, "0");
  const tail = `${monthDay.slice(0, 2)}-${monthDay.slice(2)}`;
  if (third.length === 4) return exactDays([`${third}-${tail}`]);
  if (third.length === 2) {
    // "3/7/19" is 1919, 2019, or the beginning of 19 something.
    return [
      ...exactDays([`19${third}-${tail}`, `20${third}-${tail}`]),
      ...beginnings([monthDay + third]),
    ];
  }
  return beginnings([monthDay + third]);
}

function isMonthDay(month: string, day: string): boolean {
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  return monthNumber >= 1 && monthNumber <= 12 && dayNumber >= 1 && dayNumber <= 31;
}

function beginnings(tokens: readonly string[]): SearchAlternative[] {
  return tokens.map((token) => ({ token, whole: false }));
}

function exactDays(days: readonly string[]): SearchAlternative[] {
  return days
    .filter((day) => isDay(day))
    .map((day) => ({ token: day.replaceAll("-", ""), whole: true }));
}

function cut(token: string): string {
  return [...token.slice(0, longestToken * 2)].slice(0, longestToken).join("");
}

/** Whether tokens answer terms: the rule that the database's search follows, for tests and small lists. */
export function matchesTerms(keys: readonly string[], terms: readonly SearchTerm[]): boolean {
  return terms.every((term) =>
    term.some(({ token, whole }) =>
      keys.some((key) => (whole ? key === token : key.startsWith(token))),
    ),
  );
}
