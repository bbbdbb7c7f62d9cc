/**
 * Time that passes only when something is to happen: a queue of happenings, earliest first, those of
 * one instant in the order they were asked for. With one seed the same things happen in the same order.
 */
import { setImmediate as everythingElse } from "node:timers/promises";
import type { Instant } from "#domain/calendar.ts";
import { instantOf } from "#domain/instant.ts";

type Happening = { readonly at: number; readonly turn: number; readonly what: string; readonly happen: () => void };

export class VirtualTime {
  #now: number;
  #turns = 0;
  #told: { readonly ms: number; readonly instant: Instant } | null = null;
  readonly #queue: Happening[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  /** Milliseconds since 1970, as no clock in the practice shows them: the real time of this world. */
  get now(): number {
    return this.#now;
  }

  instant(skewMs = 0): Instant {
    const ms = this.#now + skewMs;
    if (this.#told?.ms !== ms) this.#told = { ms, instant: instantOf(ms) };
    return this.#told.instant;
  }

  at(ms: number, what: string, happen: () => void): void {
    const happening = { at: Math.max(ms, this.#now), turn: (this.#turns += 1), what, happen };
    let low = 0;
    let high = this.#queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#queue[middle];
      if (other && (other.at < happening.at || (other.at === happening.at && other.turn < happening.turn))) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, happening);
  }

  after(ms: number, what: string, happen: () => void): void {
    this.at(this.#now + ms, what, happen);
  }

  /**
   * Lets everything happen up to an instant. After each happening whatever waits for it goes on as far
   * as it can, and then `look` is called, which says whether to go on.
   */
  async passUntil(endMs: number, look: (what: string) => boolean): Promise<void> {
    for (;;) {
      const next = this.#queue[0];
      if (!next || next.at > endMs) break;
      this.#queue.shift();
      this.#now = next.at;
      next.happen();
      await everythingElse();
      if (!look(next.what)) return;
    }
    this.#now = endMs;
  }
}
