/** The owner's digest (BIL-11): how many households are past due, how far, and what waits for a hand. */
import { listAttention } from "#db/dunning/attention.ts";
import { countWaitingLetters } from "#db/dunning/notices.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { readCalls } from "./call-list.ts";

export type PastDueDigest = {
  readonly cases: number;
  readonly sumCents: Cents;
  readonly twoWeeks: number;
  readonly finalNotices: number;
  readonly firstLapseOn: Day | null;
  readonly lettersToPrint: number;
  readonly needsAttention: number;
};

const twoWeeks = 14;
const mostAttention = 1000;

export function pastDueDigest(db: ReadableDb, today: Day): PastDueDigest {
  const calls = readCalls(db, today);
  const lapses = calls.flatMap(({ lapseOn }) => lapseOn ?? []).toSorted();
  return {
    cases: calls.length,
    sumCents: addCents(...calls.map(({ amountCents }) => amountCents)),
    twoWeeks: calls.filter(({ days }) => days >= twoWeeks).length,
    finalNotices: lapses.length,
    firstLapseOn: lapses[0] ?? null,
    lettersToPrint: countWaitingLetters(db),
    needsAttention: listAttention(db, mostAttention).length,
  };
}
