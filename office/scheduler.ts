/**
 * The billing scheduler (BIL-1): a run at start, at the practice's draw time, and hourly. One owner
 * at a time by a lease with a heartbeat; nothing runs while the clock is not believed (F-19, R4) or
 * a restored file waits for a person (BIL-20). Between the slices of a run the desk gets its turn.
 */
import { randomUUID } from "node:crypto";
import { setImmediate as otherWork } from "node:timers/promises";
import type { Instant } from "#domain/calendar.ts";
import { timeInZone } from "#domain/calendar.ts";
import { addMilliseconds, millisecondsBetween } from "#domain/instant.ts";
import { doubtWhileOpen } from "#domain/practice/clock-trust.ts";
import { billingSlices, type RunReport, type RunTrigger } from "#services/billing/run.ts";
import { giveUpBilling, holdBilling, readDrawTime } from "#services/practice/billing-lease.ts";
import { mayBill, stopBilling } from "#services/practice/billing-stop.ts";
import type { Cx } from "#services/context.ts";
import type { OfficeClock } from "./clock.ts";

const hourMs = 3_600_000;
/** A lease whose heartbeat is older than this has lost its owner. */
const leaseMs = 2 * 60_000;

export type SchedulerNeeds = {
  readonly clock: OfficeClock;
  /** A fresh context of the practice itself, with today and now as of this moment. */
  readonly cx: () => Cx & { readonly timeZone: string };
  /** Told of a run that broke; the scheduler goes on. */
  readonly report: (error: unknown) => void;
};

export class Scheduler {
  readonly #needs: SchedulerNeeds;
  readonly #owner = randomUUID();
  #lastRunAt: Instant | undefined;
  #lastDrawDay: string | undefined;
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

  /** The practice closes: a run in progress stops after its slice, the rest waits for the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
    const cx = this.#needs.cx();
    if (this.#lastRunAt !== undefined) giveUpBilling(cx, this.#owner);
  }

  async #tick(): Promise<RunReport | undefined> {
    if (this.#isStopped) return undefined;
    const cx = this.#needs.cx();
    const { wallMs, realMs } = this.#needs.clock.passedSinceLook();
    const doubt = doubtWhileOpen(wallMs, realMs);
    if (doubt) stopBilling(cx, "clock", doubt);
    const trigger = this.#dueTrigger(cx);
    if (!trigger || !this.#holdLease(cx) || !mayBill(cx)) return undefined;
    this.#lastRunAt = this.#needs.clock.steady();
    if (isPastDrawTime(cx)) this.#lastDrawDay = cx.today;
    return this.#run(cx, trigger);
  }

  #dueTrigger(cx: Cx & { readonly timeZone: string }): RunTrigger | undefined {
    if (this.#lastRunAt === undefined) return "start";
    if (isPastDrawTime(cx) && this.#lastDrawDay !== cx.today) return "draw_time";
    const sinceMs = millisecondsBetween(this.#lastRunAt, this.#needs.clock.steady());
    return sinceMs >= hourMs ? "hourly" : undefined;
  }

  async #run(cx: Cx, trigger: RunTrigger): Promise<RunReport | undefined> {
    let beatAt = this.#needs.clock.steady();
    const slices = billingSlices(cx, trigger);
    for (;;) {
      const step = slices.next();
      if (step.done) return step.value;
      await otherWork();
      if (this.#isStopped) return undefined;
      const now = this.#needs.clock.steady();
      if (millisecondsBetween(beatAt, now) < leaseMs / 4) continue;
      if (!this.#holdLease(cx)) return undefined;
      beatAt = now;
    }
  }

  #holdLease(cx: Cx): boolean {
    const now = this.#needs.clock.steady();
    return holdBilling(cx, {
      owner: this.#owner,
      now,
      aliveFrom: addMilliseconds(now, -leaseMs),
      aliveTo: addMilliseconds(now, leaseMs),
    });
  }
}

function isPastDrawTime(cx: Cx & { readonly timeZone: string }): boolean {
  return timeInZone(cx.now, cx.timeZone) >= readDrawTime(cx);
}
