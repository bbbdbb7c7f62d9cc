/**
 * Stands still at a chosen word, for good, so that it is killed exactly there however fast or slow the
 * machine is. The others are killed by the clock, anywhere, also in the middle of a commit.
 */
import { writeSync } from "node:fs";

const longestMs = 900_000;

/**
 * Answers how to say words: each goes straight to the descriptor, so that what was said has left this
 * process before it is killed. `hold` is a kind of word and a count, such as `paid 17`: after the 17th
 * such word it says `held` and does nothing any more.
 */
export function sayAndHold(hold: string): (word: string) => void {
  const [kind, count] = hold.split(" ");
  let said = 0;
  return (word) => {
    writeSync(1, `${word}\n`);
    if (word.split(" ")[0] !== kind) return;
    said += 1;
    if (said !== Number(count)) return;
    writeSync(1, "held\n");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, longestMs);
    // Nobody came: the test that should have is gone itself.
    process.exit(3);
  };
}
