/** The billing run, its rehearsal, what needs collecting, and the Today screen (BIL-1..4, BIL-18, UI-2). */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { taskKinds } from "#domain/plan-upkeep/task-kinds.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import {
  cents,
  command,
  day,
  id,
  instant,
  nothing,
  pageInput,
  pageOf,
  query,
  requiredText,
  stream,
  sumCents,
} from "./base.ts";
import { drawPreview } from "./memberships.ts";

const counted = z.object({ count: z.int(), cents: z.int() });

export const chargesReport = z.object({
  charged: counted,
  declined: counted,
  pending: z.int(),
  unknown: z.int(),
  failed: z.int(),
  /** Charges of earlier runs that were asked about, and those that found their end. */
  asked: z.int(),
  ended: z.int(),
  events: z.int(),
  /** Draws that were not charged, by reason. */
  skipped: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** The day came to more than usual, so nothing was charged until a person says so (control 49). */
  paused: z
    .object({ plannedCount: z.int(), plannedCents: z.int(), ceilingCount: z.int(), ceilingCents: z.int() })
    .nullable(),
  isOutage: z.boolean(),
});

export const runReport = z.object({
  runId: z.int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  todayOn: day,
  trigger: z.enum(["start", "draw_time", "hourly", "asked", "training"]),
  invoicesMade: z.int(),
  linesMade: z.int(),
  totalCents: z.int(),
  creditUsedCents: z.int(),
  lapsed: z.int(),
  /** What was charged to cards, what was not and why (BIL-1); nothing of it without a processor. */
  charges: chargesReport,
  /** Past-due cases that began and ended, notices written and skipped (BIL-11). */
  notices: z.object({ opened: z.int(), queued: z.int(), skipped: z.int(), closed: z.int() }),
  /** Households whose billing stopped, with the reason; they wait under "needs attention" (BIL-6). */
  held: z.array(z.object({ householdId: id<HouseholdId>(), name: z.string(), reason: z.string() })),
  /** Days caught up because the computer was off (BIL-3). */
  daysCaughtUp: z.int(),
  durationMs: z.int(),
});
export type RunReport = z.infer<typeof runReport>;

export const collectGroups = ["manual_payer", "card_removed", "card_declined"] as const;

/** An unpaid membership invoice that waits for the desk (BIL-18). */
export const collectRow = z.object({
  invoiceId: id<InvoiceId>(),
  invoiceNumber: z.int(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  patientId: id<PatientId>().nullable(),
  phone: z.string(),
  dueOn: day,
  daysWaiting: z.int(),
  balanceCents: cents,
  group: z.enum(collectGroups),
  /** Why it is unpaid: for staff, and to read to the patient (BIL-12). */
  staff: z.string(),
  patient: z.string(),
});
export type CollectRow = z.infer<typeof collectRow>;

export const rehearsal = z.object({
  onDay: day,
  totalCents: z.int(),
  households: z.int(),
  /** How many charges the run would try, and what they come to. */
  attempts: z.int(),
  attemptCents: z.int(),
  rows: z.array(
    z.object({
      householdId: id<HouseholdId>(),
      payerName: z.string(),
      drawOn: day,
      /** Made by this run, or an earlier draw whose card is asked again. */
      isNew: z.boolean(),
      cents,
      method: z.enum(["credit", "manual", "card"]),
      /** What the card is asked for; null where no charge is tried. */
      attemptCents: cents.nullable(),
      draw: drawPreview,
      trouble: z.array(z.string()),
    }),
  ),
});
export type Rehearsal = z.infer<typeof rehearsal>;

export const todayView = z.object({
  todayOn: day,
  toCollect: z.object({
    count: z.int(),
    sumCents: cents,
    groups: z.array(
      z.object({
        group: z.enum(collectGroups),
        count: z.int(),
        sumCents: cents,
        oldestDueOn: day.nullable(),
      }),
    ),
  }),
  nextDraws: z.object({ onDay: day, households: z.int(), totalCents: z.int() }).nullable(),
  lastRun: runReport.nullable(),
  members: z.object({ active: z.int(), pastDue: z.int(), onHold: z.int(), pending: z.int() }),
  takenTodayCents: sumCents,
  /** The owner's digest of the timetable (BIL-11). */
  pastDue: z.object({
    cases: z.int(),
    sumCents,
    /** Day 14 and later: the second reminder is due or out. */
    twoWeeks: z.int(),
    /** The final notice is out; with the first day on which one of them lapses. */
    finalNotices: z.int(),
    firstLapseOn: day.nullable(),
    lettersToPrint: z.int(),
    needsAttention: z.int(),
  }),
  /** What needs a person or waits in the outbox (DOC-10, DOC-11). */
  mail: z.object({
    letters: z.int(),
    waiting: z.int(),
    failed: z.int(),
    unsure: z.int(),
    /** What stands in the way of all mail, in words; empty when nothing does. */
    trouble: z.string(),
  }),
  tasks: z.array(
    z.object({
      kind: z.enum(taskKinds),
      title: z.string(),
      detail: z.string(),
      patientId: id<PatientId>().nullable(),
      membershipId: id<MembershipId>().nullable(),
      onDay: day.nullable(),
    }),
  ),
});
export type TodayView = z.infer<typeof todayView>;

/** A change tried on a copy of the records (BIL-5). */
export const whatIf = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("price_rise"),
    planId: id<PlanId>().nullable(),
    /** 500 = 5 %. */
    basisPoints: z.int().min(-9_000).max(20_000),
    fromOn: day,
  }),
  z.strictObject({ kind: z.literal("plan_change"), fromPlanId: id<PlanId>(), toPlanId: id<PlanId>(), fromOn: day }),
  z.strictObject({ kind: z.literal("retry_rule"), retryDays: z.array(z.int().min(1).max(60)).max(7) }),
]);

const forecastSeries = z.object({
  months: z.array(z.object({ monthOn: day, draws: z.int(), cents: sumCents, collectedCents: sumCents })),
  draws: z.int(),
  cents: sumCents,
  collectedCents: sumCents,
});

/** Twelve months of draws, and the same with a change (BIL-5). */
export const forecast = z.object({
  fromOn: day,
  toOn: day,
  households: z.int(),
  memberships: z.int(),
  changed: z.int(),
  isHistoryTelling: z.boolean(),
  base: forecastSeries,
  changedSeries: forecastSeries.nullable(),
});
export type Forecast = z.infer<typeof forecast>;
export type WhatIfInput = z.infer<typeof whatIf>;

export const billingContract = {
  today: {
    get: query("billing.view").input(nothing).output(todayView),
    toCollect: query("billing.view")
      .input(z.strictObject({ groups: z.array(z.enum(collectGroups)).max(3).default([]), ...pageInput }))
      .output(pageOf(collectRow)),
  },
  billing: {
    runNow: command("billing.run", {}).output(runReport),
    runs: query("billing.view")
      .input(z.strictObject({ ...pageInput }))
      .output(pageOf(runReport)),
    rehearse: query("billing.view").input(z.strictObject({ onDay: day })).output(rehearsal),
    /** Looks twelve months ahead in a thread; closing the stream stops it (BIL-5). */
    forecast: stream("billing.view")
      .input(z.strictObject({ change: whatIf.nullable() }))
      .output(
        eventIterator(
          z.discriminatedUnion("kind", [
            z.object({ kind: z.literal("progress"), done: z.int(), total: z.int() }),
            z.object({ kind: z.literal("done"), forecast }),
          ]),
        ),
      ),
    applyWhatIf: command("prices.change", { change: whatIf }).output(
      z.object({ changed: z.int(), left: z.array(z.object({ name: z.string(), code: z.string(), why: z.string() })) }),
    ),
    /** A person confirms the date or the restored file, and billing goes on (BIL-20, F-19). */
    confirmStop: command("billing.run", { reason: requiredText(200) }).output(z.object({ lifted: z.int() })),
  },
};
