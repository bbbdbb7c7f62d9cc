/** What is asked of the aging (INV-11), and the words for its buckets. */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import type { AgingQuestion } from "#db/reports/aging.ts";
import type { Day } from "#domain/calendar.ts";
import type { Cx } from "../context.ts";
import { knownBefore } from "./sheet-head.ts";

export type AgingAsk = {
  readonly report: "aging";
  readonly asOf: Day;
  /** An instant, or the practice's wall time (domain/reports/known-at.ts); null = now. */
  readonly knownAt: string | null;
  readonly ageFrom: "due" | "invoice";
  readonly by: "household" | "patient";
  readonly credit: "apart" | "netted";
};

export const bucketHeads = { "0_30": "0–30", "31_60": "31–60", "61_90": "61–90", over_90: "Over 90" } as const;

export function questionOf(cx: Cx, db: ReadableDb, ask: AgingAsk): AgingQuestion {
  return {
    asOf: ask.asOf,
    knownAt: knownBefore(cx, db, ask.knownAt),
    ageFrom: ask.ageFrom,
    timeZone: findPractice(db)?.time_zone ?? "UTC",
  };
}
