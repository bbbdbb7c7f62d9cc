/** What a run leaves behind (BIL-1): what was made, charged and skipped, and why. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { NoticeTally } from "../dunning/notice-slices.ts";
import type { HeldHousehold } from "./try-make-periods.ts";

export type RunTrigger = "start" | "draw_time" | "hourly" | "asked" | "training";

export type Counted = { readonly count: number; readonly cents: number };

/** Control 49: the day came to more than usual, so nothing was charged until a person says so. */
export type PausedCharging = {
  readonly plannedCount: number;
  readonly plannedCents: number;
  readonly ceilingCount: number;
  readonly ceilingCents: number;
};

export type ChargesReport = {
  charged: Counted;
  declined: Counted;
  /** Charges whose bank takes its time, whose outcome nobody knows, and that were never executed. */
  pending: number;
  unknown: number;
  failed: number;
  /** Charges of earlier runs that were asked about, and those that found their end. */
  asked: number;
  ended: number;
  /** Events of the processor that were new. */
  events: number;
  /** Draws that were not charged, by reason. */
  skipped: { reason: string; count: number }[];
  paused: PausedCharging | null;
  /** The processor stopped answering, so the run stopped charging. */
  isOutage: boolean;
};

export function noCharges(): ChargesReport {
  const nothing = { count: 0, cents: 0 };
  return {
    charged: nothing,
    declined: nothing,
    pending: 0,
    unknown: 0,
    failed: 0,
    asked: 0,
    ended: 0,
    events: 0,
    skipped: [],
    paused: null,
    isOutage: false,
  };
}

export function countSkipped(report: ChargesReport, reason: string, count = 1): void {
  const known = report.skipped.find((row) => row.reason === reason);
  if (known) known.count += count;
  else if (count > 0) report.skipped.push({ reason, count });
}

export type RunReport = {
  readonly runId: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly todayOn: Day;
  readonly trigger: RunTrigger;
  readonly invoicesMade: number;
  readonly linesMade: number;
  readonly totalCents: number;
  readonly creditUsedCents: number;
  readonly lapsed: number;
  readonly charges: ChargesReport;
  /** Cases of the timetable that began and ended, notices put into the outbox and skipped (BIL-11). */
  readonly notices: NoticeTally;
  readonly held: HeldHousehold[];
  readonly daysCaughtUp: number;
  readonly durationMs: number;
};
