/** The open practice as every window sees it. */
import { findPractice } from "#db/practice.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { PracticeKind } from "#domain/practice/training-clock.ts";

export type Specialty = "dental" | "aesthetics" | "massage" | "counselling";

export type PracticeView = {
  readonly name: string;
  readonly kind: PracticeKind;
  readonly specialty: Specialty;
  readonly patientWord: "patient" | "client";
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
  readonly currencyDigits: 0 | 2;
  readonly todayOn: Day;
  readonly lockMinutes: number;
};

export function viewPractice(db: ReadableDb, todayOn: Day): PracticeView {
  const row = findPractice(db);
  invariant(row, "an open practice file has its practice row");
  const digits = currencyDigits(row.currency);
  invariant(digits !== undefined, "a practice keeps its books in a currency we know");
  return {
    name: row.name,
    kind: row.kind,
    specialty: row.specialty,
    patientWord: row.specialty === "dental" ? "patient" : "client",
    timeZone: row.time_zone,
    locale: row.locale,
    currency: row.currency,
    currencyDigits: digits,
    todayOn,
    lockMinutes: row.lock_minutes,
  };
}
