/**
 * The billing run without cards (BIL-1): lapses due today, then every missing period up to today,
 * household by household in small transactions, then the notices, and a report row. Each step is
 * idempotent, so a run after a crash or a second run the same day makes nothing twice (BIL-2).
 * `run-with-cards.ts` puts the steps that need the network around the same parts.
 */
import { finishRun, findLastRunDay, isBillingStopped, startRun } from "#db/billing-runs.ts";
import { listDueHouseholds } from "#db/memberships/records.ts";
import { daysBetween, type Day, type Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { Cx } from "../context.ts";
import { noticeSlices, type NoticeTally } from "../dunning/notice-slices.ts";
import { resetBenefits } from "../benefits/reset.ts";
import { messageSlices } from "../messages/message-slices.ts";
import { expirePackages } from "../packages/expire.ts";
import { keepTerms } from "../plan-upkeep/keep-terms.ts";
import { tellOfPlans } from "../plan-upkeep/plan-notices.ts";
import { audit } from "../record.ts";
import { endWallets } from "../wallet/end.ts";
import { settleWallets } from "../wallet/settle.ts";
import { decideLapses } from "./decide-lapses.ts";
import { noCharges, type ChargesReport, type RunReport, type RunTrigger } from "./run-report.ts";
import { tryMakePeriods, type HeldHousehold } from "./try-make-periods.ts";

export type { RunReport, RunTrigger } from "./run-report.ts";

/** At most this many households share a transaction (BIL-2), so that the desk never waits long. */
const householdsPerSlice = 25;

/** A run on its way. */
export type Run = {
  readonly runId: number;
  readonly startedAt: Instant;
  readonly todayOn: Day;
  readonly trigger: RunTrigger;
  readonly isStopped: boolean;
  readonly daysCaughtUp: number;
  readonly held: HeldHousehold[];
  readonly charges: ChargesReport;
  invoices: number;
  lines: number;
  totalCents: number;
  creditUsedCents: number;
  lapsed: number;
  notices: NoticeTally;
};

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
  const run = beginRun(cx, trigger);
  yield;
  if (!run.isStopped) {
    yield* lapseAndMake(cx, run);
    const planLetters = tellOfPlans(cx);
    yield;
    const messages = yield* messageSlices(cx);
    run.notices = withQueued(yield* noticeSlices(cx), planLetters + messages);
  }
  return endRun(cx, run);
}

/** Writes the run down as begun. While billing is stopped it makes nothing (BIL-20, F-19). */
export function beginRun(cx: Cx, trigger: RunTrigger): Run {
  const { isStopped, lastRunOn } = cx.db.read((db) => ({
    isStopped: isBillingStopped(db),
    lastRunOn: findLastRunDay(db),
  }));
  const runId = cx.db.write((db) => startRun(db, { startedAt: cx.now, todayOn: cx.today, trigger }));
  return {
    runId,
    startedAt: cx.now,
    todayOn: cx.today,
    trigger,
    isStopped,
    daysCaughtUp: lastRunOn && lastRunOn < cx.today ? daysBetween(lastRunOn, cx.today) - 1 : 0,
    held: [],
    charges: noCharges(),
    invoices: 0,
    lines: 0,
    totalCents: 0,
    creditUsedCents: 0,
    lapsed: 0,
    notices: { opened: 0, queued: 0, skipped: 0, closed: 0 },
  };
}

/** Steps 3 and 4: the lapses of today, new prices and terms that end, then every missing period, and the benefits that end. */
export function* lapseAndMake(cx: Cx, run: Run): Generator<void, void> {
  run.lapsed += cx.db.write((db) => decideLapses(cx, db));
  yield;
  cx.db.write((db) => keepTerms(cx, db));
  yield;
  cx.db.write((db) => expirePackages(cx, db));
  yield;
  let afterId = 0;
  for (;;) {
    const households = cx.db.read((db) => listDueHouseholds(db, cx.today, afterId, householdsPerSlice));
    const last = households.at(-1);
    if (last === undefined) break;
    cx.db.write((db) => {
      for (const householdId of households) {
        const { made, held } = tryMakePeriods(cx, db, householdId);
        if (held) run.held.push(held);
        if (!made) continue;
        run.invoices += made.invoices.length;
        run.lines += made.lines;
        run.totalCents += made.totalCents;
        run.creditUsedCents += made.creditUsedCents;
      }
    });
    afterId = last;
    yield;
  }
  // After the periods, so that a year that begins with a draw of today has begun.
  cx.db.write((db) => resetBenefits(cx, db));
  yield;
  cx.db.write((db) => {
    settleWallets(cx, db);
    endWallets(cx, db);
  });
  yield;
}

/** The tally of the timetable with the letters about plans. */
export function withQueued(tally: NoticeTally, more: number): NoticeTally {
  return { ...tally, queued: tally.queued + more };
}

/** Writes the report. `elapsedMs` is measured on a clock that nobody sets, so that it is a real duration. */
export function endRun(cx: Cx, run: Run, elapsedMs = cx.elapsedMs?.() ?? 0): RunReport {
  const durationMs = Math.round(elapsedMs);
  const finishedAt = addMilliseconds(run.startedAt, durationMs);
  const { runId, startedAt, todayOn, trigger, lapsed, charges, notices, held, daysCaughtUp } = run;
  const report: RunReport = {
    runId,
    startedAt,
    finishedAt,
    todayOn,
    trigger,
    invoicesMade: run.invoices,
    linesMade: run.lines,
    totalCents: run.totalCents,
    creditUsedCents: run.creditUsedCents,
    lapsed,
    charges,
    notices,
    held,
    daysCaughtUp,
    durationMs,
  };
  cx.db.write((db) => {
    finishRun(db, runId, finishedAt, JSON.stringify(report));
    if (run.invoices > 0 || lapsed > 0 || charges.charged.count > 0)
      audit(cx, db, "billing.run", `billing_run/${runId}`, {
        after: { invoices: run.invoices, totalCents: run.totalCents, lapsed, chargedCents: charges.charged.cents },
      });
    db.touch("billing", "invoices");
  });
  return report;
}
