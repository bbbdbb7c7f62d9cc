import { expect, test } from "vitest";
import type { Instant } from "#domain/calendar.ts";
import { instantOf } from "#domain/instant.ts";
import { OfficeClock } from "./clock.ts";

function clockAt(start: string) {
  let wall = Date.parse(start);
  let ticks = 5_000;
  const clock = new OfficeClock({ now: () => instantOf(wall), monotonic: () => ticks });
  return {
    clock,
    pass: (ms: number) => ((wall += ms), (ticks += ms)),
    setWall: (ms: number) => (wall += ms),
  };
}

test("S10 real time goes on when the clock is set back", () => {
  const { clock, pass, setWall } = clockAt("2026-03-01T09:00:00.000Z");
  pass(1000);
  setWall(-3_600_000);
  expect(clock.steady()).toBe("2026-03-01T09:00:01.000Z");
  pass(500);
  expect(clock.steady()).toBe("2026-03-01T09:00:01.500Z");
  expect(clock.wall()).toBe("2026-03-01T08:00:01.500Z");
});

test("S10 a file that has seen a later time is believed over a clock set back before the start", () => {
  const { clock, pass } = clockAt("2026-03-01T09:00:00.000Z");
  clock.learn("2026-03-01T12:00:00.000Z" as Instant);
  expect(clock.steady()).toBe("2026-03-01T12:00:00.000Z");
  pass(1000);
  expect(clock.steady()).toBe("2026-03-01T12:00:01.000Z");
  clock.learn("2026-03-01T10:00:00.000Z" as Instant);
  clock.learn(null);
  expect(clock.steady()).toBe("2026-03-01T12:00:01.000Z");
});

test("R4 the drift between the clocks is told once, each time it is looked for", () => {
  const { clock, pass, setWall } = clockAt("2026-03-01T09:00:00.000Z");
  pass(60_000);
  setWall(86_500_000);
  expect(clock.passedSinceLook()).toEqual({ wallMs: 86_560_000, realMs: 60_000 });
  pass(60_000);
  expect(clock.passedSinceLook()).toEqual({ wallMs: 60_000, realMs: 60_000 });
});
