/**
 * The office's clocks. The wall clock says what day it is; a second clock, which nobody can set and
 * which counts sleep, says how much time has really passed. From both comes a time that never goes
 * back, for idle locks and for waits after wrong passwords (S9, S10).
 */
import { uptime } from "node:os";
import type { Instant } from "#domain/calendar.ts";
import { epochOf, instantOf } from "#domain/instant.ts";

export type Clocks = {
  /** The wall clock; tests pass their own. */
  readonly now?: () => Instant;
  /** Milliseconds on a clock that cannot be set and goes on during sleep. */
  readonly monotonic?: () => number;
};

export class OfficeClock {
  readonly #now: () => Instant;
  readonly #monotonic: () => number;
  #baseEpoch: number;
  #baseTicks: number;
  #watched: { epoch: number; ticks: number };

  constructor(clocks: Clocks = {}) {
    const now = clocks.now ?? (() => instantOf(Date.now()));
    this.#now = now;
    // A test that moves only the wall clock means that the time really passes.
    this.#monotonic = clocks.monotonic ?? (clocks.now ? () => epochOf(now()) : () => uptime() * 1000);
    this.#baseEpoch = epochOf(now());
    this.#baseTicks = this.#monotonic();
    this.#watched = { epoch: this.#baseEpoch, ticks: this.#baseTicks };
  }

  /** What the computer's clock shows. */
  wall(): Instant {
    return this.#now();
  }

  /** Real time that never goes back while the office is open, nor behind what it has learnt. */
  steady(): Instant {
    const real = this.#baseEpoch + (this.#monotonic() - this.#baseTicks);
    return instantOf(Math.max(real, epochOf(this.#now())));
  }

  /** A practice file remembers a later time than the wall clock shows: it was set back (S10). */
  learn(seenAt: Instant | null): void {
    if (seenAt === null || epochOf(seenAt) <= epochOf(this.steady())) return;
    this.#baseEpoch = epochOf(seenAt);
    this.#baseTicks = this.#monotonic();
  }

  /** Milliseconds that passed on both clocks since this was last asked (R4). */
  passedSinceLook(): { wallMs: number; realMs: number } {
    const look = { epoch: epochOf(this.#now()), ticks: this.#monotonic() };
    const passed = { wallMs: look.epoch - this.#watched.epoch, realMs: look.ticks - this.#watched.ticks };
    this.#watched = look;
    return passed;
  }
}
