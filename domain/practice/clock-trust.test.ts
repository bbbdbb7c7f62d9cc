import { expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { addMilliseconds } from "../instant.ts";
import { doubtSinceLastRun, doubtWhileOpen } from "./clock-trust.ts";

const lastRun = toInstant("2026-03-01T09:00:00.000Z");
const dayMs = 86_400_000;

test.each([
  ["the first run ever", null, 0, undefined],
  ["an hour later", lastRun, 3_600_000, undefined],
  ["exactly 45 days later", lastRun, 45 * dayMs, undefined],
  ["45 days and a moment later", lastRun, 45 * dayMs + 1, "long_after_last_run"],
  ["a year later", lastRun, 365 * dayMs, "long_after_last_run"],
  ["corrected by half a minute", lastRun, -30_000, undefined],
  ["two minutes earlier", lastRun, -120_000, "before_last_run"],
  ["a year earlier", lastRun, -365 * dayMs, "before_last_run"],
])("F-19 %s", (_, last, later, doubt) => {
  expect(doubtSinceLastRun(last, addMilliseconds(lastRun, later))).toBe(doubt);
});

test.each([
  ["both clocks agree through a night asleep", 10 * 3_600_000, 10 * 3_600_000, undefined],
  ["the clocks change by an hour", 2 * 3_600_000, 3_600_000, undefined],
  ["24 hours forward", dayMs + 1001, 1000, "jumped_forward"],
  ["exactly 24 hours forward", dayMs + 1000, 1000, undefined],
  ["five minutes and a moment back", -5 * 60_000, 1, "jumped_back"],
  ["four minutes back", -4 * 60_000, 1000, undefined],
])("R4 %s", (_, wall, real, doubt) => {
  expect(doubtWhileOpen(wall, real)).toBe(doubt);
});
