/**
 * When a window was left alone long enough to lock (S9). It goes by the wall clock, looked at every
 * few seconds, because timers stand still while a computer sleeps.
 */
export const lookEveryMs = 2000;

export class IdleClock {
  readonly #limitMs: number;
  readonly #now: () => number;
  #lastTouch: number;

  constructor(minutes: number, now: () => number) {
    this.#limitMs = minutes * 60_000;
    this.#now = now;
    this.#lastTouch = now();
  }

  /** A key, a move of the pointer: somebody is here, unless the time had already run out. */
  touch(): void {
    if (!this.isOver()) this.#lastTouch = this.#now();
  }

  /** The window was unlocked: it counts anew. */
  restart(): void {
    this.#lastTouch = this.#now();
  }

  /** A clock that was set back counts as time over: better once too often. */
  isOver(): boolean {
    const idle = this.#now() - this.#lastTouch;
    return idle >= this.#limitMs || idle < -60_000;
  }
}

/** How often a window that is being used says so to the office, which locks it by its own clock. */
export const tellEveryMs = 30_000;

/** Lets through one of many: the first, and then one in each span of time. */
export class Seldom {
  readonly #everyMs: number;
  readonly #now: () => number;
  #last: number | undefined;

  constructor(everyMs: number, now: () => number) {
    this.#everyMs = everyMs;
    this.#now = now;
  }

  isDue(): boolean {
    const now = this.#now();
    if (this.#last !== undefined && Math.abs(now - this.#last) < this.#everyMs) return false;
    this.#last = now;
    return true;
  }
}
