/**
 * The billing run (BIL-1): lapses due today, then every missing period up to today, household by
 * household in small transactions, then the notices, and a report row. Each step is idempotent, so a run after a crash
 * or a second run the same day makes nothing twice (BIL-2).
 */
import {
  finishRun,
  findLastRunDay,
  householdName,
  isBillingStopped,
  noteAttention,
  resolveAttention,
  startRun,
} from "#db/billing-runs.ts";
import type { WritableDb } from "#db/database.ts";
import { listDueHouseholds } from "#db/memberships/records.ts";
import { daysBetween, type Day, type Instant } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";
import { noticeSlices, type NoticeTally } from "../dunning/notice-slices.ts";
import { audit } from "../record.ts";
import { decideLapses } from "./decide-lapses.ts";
import { makeHouseholdPeriods } from "./make-periods.ts";

export type RunTrigger = "start" | "draw_time" | "hourly" | "asked" | "training";

export type HeldHousehold = {
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly reason: string;
};

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
  /** Cases of the timetable that began and ended, notices put into the outbox and skipped (BIL-11). */
  readonly notices: NoticeTally;
  readonly held: HeldHousehold[];
  readonly daysCaughtUp: number;
  readonly durationMs: number;
};

/** At most this many households share a transaction (BIL-2), so that the desk never waits long. */
const householdsPerSlice = 25;

type Tally = { invoices: number; lines: number; totalCents: number; creditUsedCents: number; held: HeldHousehold[] };

/** Runs to the end; the scheduler uses `billingSlices` to let the desk in between the slices. */
export function runBilling(cx: Cx, trigger: RunTrigger): RunReport {
  const slices = billingSlices(cx, trigger);
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}

/** The run, one transaction after another; stopping between two leaves a sound file and the rest for the next run. */
export function* billingSlices(cx: Cx, trigger: RunTrigger): Generator<void, RunReport> {
  const lastRunOn = cx.db.read((db) => findLastRunDay(db));
  const tally: Tally = { invoices: 0, lines: 0, totalCents: 0, creditUsedCents: 0, held: [] };
  const stopped = cx.db.read((db) => isBillingStopped(db));
  const runId = cx.db.write((db) =>
    startRun(db, { startedAt: cx.now, todayOn: cx.today, trigger }),
  );
  yield;
  let lapsed = 0;
  if (!stopped) {
    lapsed = cx.db.write((db) => decideLapses(cx, db));
    yield;
    let afterId = 0;
    for (;;) {
      const households = cx.db.read((db) => listDueHouseholds(db, cx.today, afterId, householdsPerSlice));
      const last = households.at(-1);
      if (last === undefined) break;
      cx.db.write((db) => {
        for (const householdId of households) makeOne(cx, db, householdId, tally);
      });
      afterId = last;
      yield;
    }
  }
  const notices = yield* noticeSlices(cx);
  const report: RunReport = {
    runId,
    startedAt: cx.now,
    finishedAt: cx.now,
    todayOn: cx.today,
    trigger,
    invoicesMade: tally.invoices,
    linesMade: tally.lines,
    totalCents: tally.totalCents,
    creditUsedCents: tally.creditUsedCents,
    lapsed,
    notices,
    held: tally.held,
    daysCaughtUp: lastRunOn && lastRunOn < cx.today ? daysBetween(lastRunOn, cx.today) - 1 : 0,
    durationMs: Math.round(cx.elapsedMs?.() ?? 0),
  };
  cx.db.write((db) => {
    finishRun(db, runId, cx.now, JSON.stringify(report));
    if (tally.invoices > 0 || lapsed > 0)
      audit(cx, db, "billing.run", `billing_run/${runId}`, {
        after: { invoices: tally.invoices, totalCents: tally.totalCents, lapsed },
      });
    db.touch("billing", "invoices");
  });
  return report;
}

/**
 * One household in its own savepoint: whatever breaks takes back this household only and puts it on
 * "needs attention", and nobody else's billing is held up (BIL-6).
 */
function makeOne(cx: Cx, db: WritableDb, householdId: HouseholdId, tally: Tally): void {
  try {
    const made = db.savepoint(() => makeHouseholdPeriods(cx, db, householdId));
    tally.invoices += made.invoices.length;
    tally.lines += made.lines;
    tally.totalCents += made.totalCents;
    tally.creditUsedCents += made.creditUsedCents;
    resolveAttention(db, householdId, "billing", cx.now);
  } catch (error) {
    // A full disk stops the run as a whole: nothing more can be saved for anybody.
    if (isDiskFull(error)) throw error;
    const reason = error instanceof Refusal ? error.code : "billing_inconsistent";
    noteAttention(db, { householdId, kind: "billing", reason, at: cx.now });
    db.touch("billing", `household/${householdId}`);
    tally.held.push({ householdId, name: householdName(db, householdId), reason });
  }
}

function isDiskFull(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === "disk_full";
  return error instanceof Error && "code" in error && error.code === "SQLITE_FULL";
}
