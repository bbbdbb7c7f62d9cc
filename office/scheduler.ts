/**
 * The billing scheduler (BIL-1): a run at start, at the practice's draw time, and hourly, and in
 * between the questions about charges without an outcome (BIL-8). One owner at a time by a lease with
 * a heartbeat; nothing runs while the clock is not believed (F-19, R4) or a restored file waits
 * (BIL-20). Between the slices of a run the desk gets its turn.
 */
import { randomUUID } from "node:crypto";
import { setImmediate as otherWork } from "node:timers/promises";
import type { Day, Instant } from "#domain/calendar.ts";
import { dueDrawDay } from "#domain/billing/draw-time.ts";
import { addMilliseconds, millisecondsBetween } from "#domain/instant.ts";
import { doubtWhileOpen } from "#domain/practice/clock-trust.ts";
import { refuse } from "#domain/refusal.ts";
import { recogniseDues } from "#services/accounting/recognise-dues.ts";
import { billingSlices, type RunReport, type RunTrigger } from "#services/billing/run.ts";
import { cardRunSteps } from "#services/billing/run-with-cards.ts";
import { fetchChargesSinceBackup } from "#services/charging/fetch-since-backup.ts";
import type { ChargingNeeds } from "#services/charging/needs.ts";
import { isProbeDue, resolveUnfinished } from "#services/charging/resolve-unfinished.ts";
import { isRefundDue, resolveRefunds } from "#services/refunds/to-card/send-refund.ts";
import { giveUpBilling, holdBilling, readDrawTime } from "#services/practice/billing-lease.ts";
import { mayBill, stopBilling } from "#services/practice/billing-stop.ts";
import type { Actor, Cx } from "#services/context.ts";
import type { OfficeClock } from "./clock.ts";

const hourMs = 3_600_000;
/** A lease whose heartbeat is older than this has lost its owner. */
const leaseMs = 2 * 60_000;
/** How often the processor is asked for its list while a restored file waits for it. */
const fetchEveryMs = 5 * 60_000;

type PracticeCx = Cx & { readonly timeZone: string };

export type SchedulerNeeds = {
  readonly clock: OfficeClock;
  /** A fresh context of the practice itself, with today and now as of this moment. */
  readonly cx: () => PracticeCx;
  /** Told of a run that broke; the scheduler goes on. */
  readonly report: (error: unknown) => void;
  /** What is due after a run besides billing: payouts and the statements of months that are over (INV-14). */
  readonly afterRun?: () => Promise<unknown>;
};

export class Scheduler {
  readonly #needs: SchedulerNeeds;
  readonly #owner = randomUUID();
  #lastRunAt: Instant | undefined;
  #lastFetchAt: Instant | undefined;
  #lastDrawDay: Day | undefined;
  #holdsLease = false;
  #running: Promise<RunReport | undefined> | undefined;
  #isStopped = false;

  constructor(needs: SchedulerNeeds) {
    this.#needs = needs;
  }

  /** Runs billing if it is due now; answers the report of a run that was made. Never two at once. */
  tick(): Promise<RunReport | undefined> {
    this.#running ??= this.#tick()
      .catch((error: unknown) => {
        if (!this.#isStopped) this.#needs.report(error);
        return undefined;
      })
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  /**
   * Runs at once for a person, after a run that is on its way. Refuses `billing_elsewhere` and
   * `billing_stopped`: what keeps the scheduler from billing keeps a person from it too (F-19).
   */
  async runNow(actor: Actor): Promise<RunReport> {
    while (this.#running) await this.#running;
    const run = this.#runNow(actor);
    this.#running = run
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
    return run;
  }

  /** The practice closes: a run in progress stops after its slice, the rest waits for the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
    if (this.#holdsLease) giveUpBilling(this.#needs.cx(), this.#owner);
  }

  async #tick(): Promise<RunReport | undefined> {
    if (this.#isStopped) return undefined;
    const cx = this.#needs.cx();
    this.#watchClock(cx);
    const trigger = this.#dueTrigger(cx);
    if (!trigger) {
      await this.#probe();
      return undefined;
    }
    if (!this.#holdLease(cx)) return undefined;
    await this.#fetchCharges();
    if (this.#isStopped || !mayBill(this.#needs.cx())) return undefined;
    this.#lastRunAt = this.#needs.clock.steady();
    this.#lastDrawDay = this.#dueDrawDay(cx) ?? this.#lastDrawDay;
    const report = await this.#run(this.#needs.cx, trigger);
    await this.#afterRun();
    return report;
  }

  async #runNow(actor: Actor): Promise<RunReport> {
    const cx = (): PracticeCx => ({ ...this.#needs.cx(), actor });
    this.#watchClock(cx());
    if (!this.#holdLease(cx())) refuse("billing_elsewhere", {});
    this.#lastFetchAt = undefined;
    await this.#fetchCharges();
    if (this.#isStopped || !mayBill(cx())) refuse("billing_stopped", {});
    return (await this.#run(cx, "asked")) ?? refuse("billing_stopped", {});
  }

  /** While it runs, the wall clock is compared with one that nobody sets (R4). */
  #watchClock(cx: Cx): void {
    const { wallMs, realMs } = this.#needs.clock.passedSinceLook();
    const doubt = doubtWhileOpen(wallMs, realMs);
    if (doubt) stopBilling(cx, "clock", doubt);
  }

  #dueTrigger(cx: PracticeCx): RunTrigger | undefined {
    if (this.#lastRunAt === undefined) return "start";
    if (this.#dueDrawDay(cx)) return "draw_time";
    const sinceMs = millisecondsBetween(this.#lastRunAt, this.#needs.clock.steady());
    return sinceMs >= hourMs ? "hourly" : undefined;
  }

  #dueDrawDay(cx: PracticeCx): Day | undefined {
    return dueDrawDay(cx.now, { timeZone: cx.timeZone, drawTime: readDrawTime(cx) }, this.#lastDrawDay);
  }

  async #run(cx: () => PracticeCx, trigger: RunTrigger): Promise<RunReport | undefined> {
    const needs = chargingNeeds(cx);
    const report = await this.#drive(needs ? cardRunSteps(needs, trigger) : billingSlices(cx(), trigger));
    // After the run, so that a draw made late is in the shares of its days (INV-15).
    if (report && !this.#isStopped) recogniseDues(this.#needs.cx());
    return report;
  }

  /** It may fail, such as on a full disk: the run is made, and the next one tries again. */
  async #afterRun(): Promise<void> {
    if (this.#isStopped) return;
    await this.#needs.afterRun?.().catch((error: unknown) => {
      if (!this.#isStopped) this.#needs.report(error);
    });
  }

  /** Charges whose time to be asked about has come between two runs (BIL-8: 5 minutes, 1 hour, daily). */
  async #probe(): Promise<void> {
    const needs = chargingNeeds(this.#needs.cx);
    if (!needs || !(isProbeDue(needs) || isRefundDue(needs))) return;
    const cx = this.#needs.cx();
    if (!this.#holdLease(cx) || !mayBill(cx)) return;
    await this.#drive(resolveUnfinished(needs));
    await this.#drive(resolveRefunds(needs));
  }

  /** A restored file gets what the processor charged meanwhile, and its stop is lifted by that (BIL-20). */
  async #fetchCharges(): Promise<void> {
    const needs = chargingNeeds(this.#needs.cx);
    if (!needs) return;
    const now = this.#needs.clock.steady();
    if (this.#lastFetchAt && millisecondsBetween(this.#lastFetchAt, now) < fetchEveryMs) return;
    this.#lastFetchAt = now;
    await fetchChargesSinceBackup(needs);
  }

  /** Takes a run's steps one after another; undefined when the practice closes or the lease is lost. */
  async #drive<T>(steps: Generator<void, T> | AsyncGenerator<void, T>): Promise<T | undefined> {
    let beatAt = this.#needs.clock.steady();
    for (;;) {
      const step = await steps.next();
      if (step.done) return step.value;
      await otherWork();
      if (this.#isStopped) return undefined;
      const now = this.#needs.clock.steady();
      if (millisecondsBetween(beatAt, now) < leaseMs / 4) continue;
      if (!this.#holdLease(this.#needs.cx())) return undefined;
      beatAt = now;
    }
  }

  #holdLease(cx: Cx): boolean {
    const now = this.#needs.clock.steady();
    this.#holdsLease = holdBilling(cx, {
      owner: this.#owner,
      now,
      aliveFrom: addMilliseconds(now, -leaseMs),
      aliveTo: addMilliseconds(now, leaseMs),
    });
    return this.#holdsLease;
  }
}

/** What charging needs, where the practice has a processor. */
function chargingNeeds(cx: () => Cx): ChargingNeeds | undefined {
  const { cards } = cx().gateways;
  return cards.canCharge ? { cx, gateway: cards } : undefined;
}
