/**
 * When to kill a piece of work whose speed nobody knows: an instant drawn evenly from a window that
 * shrinks whenever the work was over before its kill and grows a little whenever it was not. Around
 * one kill in five then comes too late, so the window ends a little beyond the end of the work, on
 * a fast machine, on a slow one, and on one that changes its mind in the middle.
 */
import type { Random } from "../../demo/random.ts";

const shrink = 0.8;
const grow = 1.06;

export class KillWindow {
  #ms: number;
  readonly #random: Random;

  /** `firstMs` is a first guess only: how long the work took once. */
  constructor(random: Random, firstMs: number) {
    this.#random = random;
    this.#ms = Math.max(1, firstMs);
  }

  /** Milliseconds until the next kill. */
  next(): number {
    return this.#random.next() * this.#ms;
  }

  /** Tells how the last kill went: in the midst of the work, or after it. */
  learn(hit: boolean): void {
    this.#ms = Math.max(0.5, this.#ms * (hit ? grow : shrink));
  }
}
