import { expect, test } from "vitest";
import { seededRandom } from "../../demo/random.ts";
import { KillWindow } from "./kill-window.ts";

/** How many of 400 kills hit work that takes `ms(n)` when the first guess was 100 ms. */
function hits(ms: (n: number) => number): { hits: number; late: number } {
  const window = new KillWindow(seededRandom(7), 100);
  let hit = 0;
  let late = 0;
  for (let n = 0; n < 400; n += 1) {
    const at = window.next();
    window.learn(at < ms(n));
    if (at < ms(n)) hit += 1;
    if (at < ms(n) && at > 0.8 * ms(n)) late += 1;
  }
  return { hits: hit, late };
}

test.each([
  ["ten times faster than guessed", () => 10],
  ["a hundred times slower than guessed", () => 10_000],
  ["suddenly fifty times slower", (n: number) => (n < 150 ? 100 : 5000)],
  ["suddenly fifty times faster", (n: number) => (n < 150 ? 100 : 2)],
])("R1 most kills hit work that is %s, its end included", (_, ms) => {
  const found = hits(ms);
  expect(found.hits).toBeGreaterThan(280);
  expect(found.hits).toBeLessThan(400);
  expect(found.late).toBeGreaterThan(15);
});
