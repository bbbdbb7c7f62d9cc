import { expect, test } from "vitest";
import { IdleClock, lookEveryMs, Seldom } from "./idle-clock.ts";

function clockAt(start: number) {
  let now = start;
  return { now: () => now, pass: (ms: number) => (now += ms) };
}

test("S9 a window locks after the practice's minutes without a touch, within two seconds", () => {
  const time = clockAt(0);
  const idle = new IdleClock(5, time.now);
  time.pass(5 * 60_000 - 1);
  expect(idle.isOver()).toBe(false);
  time.pass(1);
  expect(idle.isOver()).toBe(true);
  expect(lookEveryMs).toBeLessThanOrEqual(2000);
});

test("S9 every touch counts anew", () => {
  const time = clockAt(0);
  const idle = new IdleClock(5, time.now);
  for (let minute = 0; minute < 20; minute += 1) {
    time.pass(60_000);
    idle.touch();
  }
  expect(idle.isOver()).toBe(false);
});

test("S9 the first key after a long sleep does not keep the window open", () => {
  const time = clockAt(0);
  const idle = new IdleClock(5, time.now);
  time.pass(8 * 3_600_000);
  idle.touch();
  expect(idle.isOver()).toBe(true);
  idle.restart();
  expect(idle.isOver()).toBe(false);
});

test("S9 setting the clock back does not keep a window open", () => {
  const time = clockAt(10 * 3_600_000);
  const idle = new IdleClock(5, time.now);
  time.pass(-3_600_000);
  expect(idle.isOver()).toBe(true);
});

test("S9 a window in use tells the office at most once in thirty seconds", () => {
  const time = clockAt(0);
  const seldom = new Seldom(30_000, time.now);
  let told = 0;
  for (let second = 0; second < 100; second += 1) {
    if (seldom.isDue()) told += 1;
    time.pass(1000);
  }
  expect(told).toBe(4);
});
