/** What the draw schedule is made from, the records of one membership (F-12), and what it wants billed. */
import type { AmountFacts } from "../billing/amount-facts.ts";
import type { Day, DayRange, Instant, PeriodMonths } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import type { Cents } from "../money.ts";

/** How the days between the start and the first draw are paid (MEM-2, MEM-3). */
export type Opening = "none" | "stub" | "full" | "free";

/** One record of a membership's schedule; a change adds the next record, none is edited. */
export type ScheduleRecord = {
  readonly planVersionId: PlanVersionId;
  readonly periodMonths: PeriodMonths;
  readonly priceCents: Cents;
  readonly drawDay: number;
  /** First day of the first full period: a draw day. */
  readonly anchorOn: Day;
  /** Days that the activation fee pays for (MEM-3). */
  readonly covered: DayRange | null;
  readonly opening: Opening;
  /** The days before the anchor that are not covered; null when there are none. */
  readonly openingDays: DayRange | null;
  readonly openingChargeOn: Day | null;
  /** When it was arranged; absent for one that is only being tried out. */
  readonly createdAt?: Instant;
};

export type Hold = {
  readonly kind: "pause" | "extend" | "billing_only";
  readonly from: Day;
  /** Exclusive; null while open-ended. Equal to `from` when the hold was ended on the day it began. */
  readonly until: Day | null;
  /** What a begun `extend` put aside: the billed days from its first day on, and what they are worth. */
  readonly moved?: { readonly paidThrough: Day; readonly cents: Cents } | null;
  readonly fee?: HoldFee | null;
  /** When it was arranged; absent for one that is only being tried out. */
  readonly createdAt?: Instant;
};

/** A fee for being on hold: drawn on its first day, or on every draw day that it skips. */
export type HoldFee = {
  readonly holdId: number;
  readonly each: boolean;
  readonly cents: Cents;
  /** Days whose fee has been billed. */
  readonly billedOn: readonly Day[];
};

/** A draw collected on another day than its own, once (MEM-11); its period stays. */
export type CollectionShift = { readonly drawOn: Day; readonly collectOn: Day };

/** Everything the generator needs to know of one membership. */
export type DrawFacts = {
  readonly records: readonly ScheduleRecord[];
  readonly holds: readonly Hold[];
  /** Days between a cancellation or lapse and the rejoining that followed it (MEM-14). */
  readonly absences?: readonly DayRange[];
  readonly shifts?: readonly CollectionShift[];
  /** First day not covered any more, by cancellation, expiry or lapse. */
  readonly endsOn: Day | null;
  /** Paid days from the end on are given back, as a cancellation with a settlement promised (MEM-13). */
  readonly settles?: boolean;
};

/** A stretch of days that is to be billed, or is covered without a line. */
export type WantedDues = {
  readonly kind: "covered" | "free" | "stub" | "period";
  readonly from: Day;
  readonly to: Day;
  readonly chargeOn: Day;
  /** What is asked for; nothing for covered and free days. */
  readonly amountCents: Cents;
  /** What covered days are worth when they are given back: those an `extend` has moved were paid for. */
  readonly worthCents?: Cents;
  /** First day that a full period paid at the start does not pay for; later than `to` (MEM-2). */
  readonly paidTo?: Day;
  readonly planVersionId: PlanVersionId;
  readonly priceCents: Cents;
  readonly facts: AmountFacts | null;
};

/** First day a record speaks for. */
export function recordStart(record: ScheduleRecord): Day {
  return record.covered?.from ?? record.openingDays?.from ?? record.anchorOn;
}
