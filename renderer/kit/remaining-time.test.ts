import { expect, test } from "vitest";
import { remainingWords } from "./remaining-time.ts";

const cases: readonly [done: number, total: number, elapsedMs: number, words: string][] = [
  [0, 100, 10_000, ""],
  [1, 100, 1000, ""],
  [50, 100, 2000, "A few seconds left"],
  [10, 100, 2000, "About 20 seconds left"],
  [10, 100, 6000, "About a minute left"],
  [10, 100, 40_000, "About 6 minutes left"],
  [1, 100, 36_400, "About an hour left"],
  [1, 300, 40_000, "About 3 hours left"],
  [100, 100, 9000, "Almost done"],
];

for (const [done, total, elapsedMs, words] of cases) {
  test(`UI-7 after ${elapsedMs / 1000} s with ${done} of ${total} done it says “${words}”`, () => {
    expect(remainingWords(done, total, elapsedMs)).toBe(words);
  });
}
