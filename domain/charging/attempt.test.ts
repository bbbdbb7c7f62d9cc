import fc from "fast-check";
import { expect, test } from "vitest";
import { toInstant, type Instant } from "../calendar.ts";
import { addMilliseconds, millisecondsBetween } from "../instant.ts";
import { isLive, mayResend, nextProbeAt, personMayResolveFrom, type AttemptState } from "./attempt.ts";

const sentAt = toInstant("2026-12-05T14:00:00.000Z");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const later = (ms: number): Instant => addMilliseconds(sentAt, ms);

test("BIL-8 a charge without an outcome is asked about after 5 minutes, after 1 hour, then daily", () => {
  const asked: number[] = [];
  let at = sentAt;
  for (let n = 0; n < 5; n += 1) {
    at = nextProbeAt(sentAt, at);
    asked.push(millisecondsBetween(sentAt, at));
  }
  expect(asked).toEqual([5 * minute, hour, day, 2 * day, 3 * day]);
});

test("BIL-8 the next question always lies ahead, at most a day away, however late the last one was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * day }), (age) => {
      const next = millisecondsBetween(later(age), nextProbeAt(sentAt, later(age)));
      expect(next).toBeGreaterThan(0);
      expect(next).toBeLessThanOrEqual(day);
    }),
  );
});

test("R3 the same key is sent again for 23 hours, and never after; nor when the clock stands before the sending", () => {
  expect(mayResend(sentAt, sentAt)).toBe(true);
  expect(mayResend(sentAt, later(23 * hour - 1))).toBe(true);
  expect(mayResend(sentAt, later(23 * hour))).toBe(false);
  expect(mayResend(sentAt, later(30 * day))).toBe(false);
  expect(mayResend(sentAt, later(-1))).toBe(false);
});

test("BIL-8 a person may end it after five days", () => {
  expect(personMayResolveFrom(sentAt)).toBe("2026-12-10T14:00:00.000Z");
});

test("BIL-8 an attempt is live until somebody knows how it ended", () => {
  const states: AttemptState[] = ["sent", "pending", "unknown", "succeeded", "declined", "failed"];
  expect(states.filter(isLive)).toEqual(["sent", "pending", "unknown"]);
});
