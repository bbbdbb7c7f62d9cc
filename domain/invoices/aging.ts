/** How old an open amount is (INV-11): as-of day less due day, day 30 in the first bucket. */
import { daysBetween, type Day } from "../calendar.ts";
import type { AgeBucket } from "./status-words.ts";

/** Whole days past due; negative before the due day. */
export function ageDays(asOf: Day, dueOn: Day): number {
  return daysBetween(dueOn, asOf);
}

/** The last day of each bucket, in days past due. */
export const bucketEnds = { "0_30": 30, "31_60": 60, "61_90": 90 } as const;

export function ageBucket(asOf: Day, dueOn: Day): AgeBucket {
  const age = ageDays(asOf, dueOn);
  if (age < 0) return "not_due";
  if (age <= bucketEnds["0_30"]) return "0_30";
  if (age <= bucketEnds["31_60"]) return "31_60";
  if (age <= bucketEnds["61_90"]) return "61_90";
  return "over_90";
}
