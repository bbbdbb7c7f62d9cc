import { expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { sessionState } from "./session.ts";

const at = (time: string) => toInstant(`2026-03-02T${time}Z`);
const session = { startedAt: at("08:00:00.000"), lastSeenAt: at("09:00:00.000"), lockedAt: null };

test.each([
  ["09:04:59.999", "open"],
  ["09:05:00.000", "locked"],
  ["19:59:59.999", "locked"],
  ["20:00:00.000", "ended"],
])("S9 idle for five minutes locks, twelve hours end: at %s the session is %s", (time, state) => {
  expect(sessionState(session, 5, at(time))).toBe(state);
});

test("control 34 a locked session stays locked however lively the window is", () => {
  const locked = { ...session, lastSeenAt: at("09:30:00.000"), lockedAt: at("09:10:00.000") };
  expect(sessionState(locked, 5, at("09:30:01.000"))).toBe("locked");
});

test("control 34 activity moves the idle time on but not the twelve hours", () => {
  const busy = { ...session, lastSeenAt: at("19:59:00.000") };
  expect(sessionState(busy, 5, at("19:59:30.000"))).toBe("open");
  expect(sessionState(busy, 5, at("20:00:30.000"))).toBe("ended");
});
