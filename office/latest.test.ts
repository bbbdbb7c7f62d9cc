import { expect, test } from "vitest";
import { latest } from "./latest.ts";

test("UI-7 a slow reader of progress gets the newest value and the end, not everything in between", async () => {
  const progress = latest<number>();
  const seen: number[] = [];
  const reading = (async () => {
    for await (const done of progress) {
      seen.push(done);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (let done = 1; done <= 1000; done += 1) progress.set(done);
  await new Promise((resolve) => setImmediate(resolve));
  progress.set(1001);
  progress.end();
  await reading;
  expect(seen.at(-1)).toBe(1001);
  expect(seen.length).toBeLessThan(10);
});
