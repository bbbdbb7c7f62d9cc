import { expect, test } from "vitest";
import { toDay, toInstant } from "../calendar.ts";
import { daysToAdvance, practiceTime } from "./training-clock.ts";

const today = toDay("2026-03-07");

test("F-20 a live practice's clock cannot be moved", () => {
  expect(() => daysToAdvance("live", today, toDay("2026-03-08"))).toThrow(
    expect.objectContaining({ code: "only_in_training" }),
  );
});

test.each(["training", "sample"] as const)("F-20 the clock of a %s practice moves forward, up to 800 days at once", (kind) => {
  expect(daysToAdvance(kind, today, toDay("2026-03-08"))).toBe(1);
  expect(daysToAdvance(kind, today, toDay("2028-05-15"))).toBe(800);
  expect(() => daysToAdvance(kind, today, today)).toThrow(
    expect.objectContaining({ code: "clock_only_forward", facts: { todayOn: "2026-03-07" } }),
  );
  expect(() => daysToAdvance(kind, today, toDay("2026-03-01"))).toThrow(
    expect.objectContaining({ code: "clock_only_forward" }),
  );
  expect(() => daysToAdvance(kind, today, toDay("2028-05-16"))).toThrow(
    expect.objectContaining({ code: "clock_step_too_far", facts: { maxDays: 800 } }),
  );
});

test("F-20 a moved clock keeps the wall time, also over the change of the clocks", () => {
  const late = toInstant("2026-03-08T04:30:00.000Z"); // 7 March 23:30 in New York
  expect(practiceTime(late, 0, "America/New_York")).toEqual({ now: late, today: "2026-03-07" });
  expect(practiceTime(late, 1, "America/New_York")).toEqual({
    now: "2026-03-09T03:30:00.000Z",
    today: "2026-03-08",
  });
});
