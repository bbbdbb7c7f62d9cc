import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { heldByAll, isHeldBy } from "./held-spans.ts";
import type { HeldSpan } from "./timetable.ts";

const span = (from: string, until: string | null): HeldSpan => ({ from: toDay(from), until: until === null ? null : toDay(until) });

test("MEM-12 a family stands still only while every member is on hold", () => {
  const rosa = [span("2026-03-01", "2026-04-01"), span("2026-06-01", null)];
  const ben = [span("2026-03-20", "2026-06-10")];
  expect(heldByAll([rosa, ben])).toEqual([span("2026-03-20", "2026-04-01"), span("2026-06-01", "2026-06-10")]);
  expect(heldByAll([rosa, []])).toEqual([]);
  expect(heldByAll([rosa])).toEqual(rosa);
  expect(heldByAll([])).toEqual([]);
});

test("F-6 the end of a span is not held; an open one has no end", () => {
  const held = [span("2026-03-01", "2026-04-01")];
  expect(isHeldBy(held, toDay("2026-03-01"))).toBe(true);
  expect(isHeldBy(held, toDay("2026-04-01"))).toBe(false);
  expect(isHeldBy([span("2026-03-01", null)], toDay("2030-01-01"))).toBe(true);
});
