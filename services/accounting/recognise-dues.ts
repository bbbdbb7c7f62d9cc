/**
 * Books what was earned of the dues (INV-15): one entry of the practice for each day that is over, from
 * deferred dues to revenue. It books the difference between what the ledger holds and what the days still
 * ahead are worth, so that a cancellation, a refund or a late entry is put right with the next day.
 */
import type { WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import {
  deferredBalance,
  findLastRecognition,
  firstDeferredDay,
  lastPostingId,
  listDeferredPeriods,
  type Recognition,
} from "#db/reports/deferred.ts";
import { insertRecognition } from "#db/reports/recognitions.ts";
import { addDays, addMonths, daysBetween, makeDay, monthOf, yearOf, type Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { EntryId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { deferredAt } from "#domain/reports/recognition.ts";
import { onOpenDay } from "../closing/open-day.ts";
import { act, type Cx, type Work } from "../context.ts";
import { book } from "../record.ts";

/** Days booked one by one; longer ago, such as before the program was in use, one entry a month will do. */
const mostDays = 45;

export type RecognisedDues = { readonly days: number; readonly cents: number };

/** Books every day that is over and was not booked; nothing when there is none. */
export function recogniseDues(cx: Cx): RecognisedDues {
  return act<RecognisedDues>(cx, (db) => recogniseWithin(cx, db));
}

export function recogniseWithin(cx: Work, db: WritableDb): RecognisedDues {
  let last = findLastRecognition(db);
  const through = addDays(cx.today, -1);
  const first = last === undefined ? firstDeferredDay(db) : addDays(last.onDay, 1);
  if (first === undefined) return { days: 0, cents: 0 };
  const timeZone = findPractice(db)?.time_zone ?? "UTC";
  let days = 0;
  let cents = 0;
  for (let on = stepFrom(first, through); on <= through; on = stepFrom(addDays(on, 1), through)) {
    const earned = recogniseDay(cx, db, on, last, timeZone);
    last = earned.recognition;
    days += 1;
    cents += earned.cents;
  }
  return { days, cents };
}

/** The day itself, or the last of its month where that is long over. */
function stepFrom(on: Day, through: Day): Day {
  if (daysBetween(on, through) < mostDays) return on;
  return addDays(addMonths(makeDay(yearOf(on), monthOf(on), 1), 1), -1);
}

function recogniseDay(
  cx: Work,
  db: WritableDb,
  on: Day,
  last: Recognition | undefined,
  timeZone: string,
): { readonly recognition: Recognition; readonly cents: number } {
  const deferredCents = listDeferredPeriods(db, { asOf: on, knownAt: null }, timeZone).reduce(
    (sum, period) => sum + deferredAt(period, on),
    0,
  );
  const cents = deferredBalance(db, on, last) - deferredCents;
  const entryId = cents === 0 ? null : bookEarned(cx, db, on, cents);
  const recognition = { onDay: on, deferredCents, lastPostingId: lastPostingId(db) };
  insertRecognition(db, { ...recognition, entryId, createdAt: cx.now });
  return { recognition, cents };
}

function bookEarned(cx: Work, db: WritableDb, on: Day, cents: number): EntryId {
  return book(cx, db, {
    kind: "dues_recognised",
    householdId: null,
    ...onOpenDay(db, on),
    memo: `Dues earned on ${dayText(on)}`,
    postings: [
      { account: "deferred_dues", amountCents: toCents(cents), householdId: null },
      { account: "revenue_dues", amountCents: toCents(-cents), householdId: null },
    ],
  });
}
