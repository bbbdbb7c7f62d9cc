/** How old an open amount is (INV-11): as-of day less due day, day 30 in the first bucket. */
import { addDays, daysBetween, type Day } from "../calendar.ts";
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

/** The due days of a bucket as of a day, both ends included; null where it has no end. */
export function dueDaysOf(bucket: AgeBucket, asOf: Day): { readonly from: Day | null; readonly to: Day | null } {
  switch (bucket) {
    case "not_due":
      return { from: addDays(asOf, 1), to: null };
    case "0_30":
      return { from: addDays(asOf, -30), to: asOf };
    case "31_60":
      return { from: addDays(asOf, -60), to: addDays(asOf, -31) };
    case "61_90":
      return { from: addDays(asOf, -90), to: addDays(asOf, -61) };
    case "over_90":
      return { from: null, to: addDays(asOf, -91) };
  }
}
