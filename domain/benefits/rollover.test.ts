/** What rolls over at a reset and what is lost (PPL-13, PKG-10). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import type { Rollover } from "../memberships/plan.ts";
import { forGoodOn, isForGood, resetUnits, rolledUntil } from "./rollover.ts";

const none: Rollover = { kind: "none" };
const two: Rollover = { kind: "some", units: 2, months: 3 };
const all: Rollover = { kind: "all", months: null };

test.each<[what: string, rollover: Rollover, left: number, stillRolled: number, goesOn: boolean, rolled: number, forfeited: number]>([
  ["nothing rolls over: all is lost", none, 2, 0, true, 0, 2],
  ["at most two of three", two, 3, 0, true, 2, 1],
  ["one is kept of earlier: one more", two, 3, 1, true, 1, 2],
  ["two are kept of earlier: no more", two, 1, 2, true, 0, 1],
  ["more kept than the plan allows now", two, 1, 5, true, 0, 1],
  ["fewer left than may be kept", two, 1, 0, true, 1, 0],
  ["all of it", all, 4, 9, true, 4, 0],
  ["nothing left", all, 0, 0, true, 0, 0],
  ["the membership has ended", all, 4, 0, false, 0, 4],
])("PPL-13 %s", (_, rollover, left, stillRolled, goesOn, rolled, forfeited) => {
  expect(resetUnits(rollover, left, stillRolled, goesOn)).toEqual({ rolled, forfeited });
});

test("PPL-13 what rolled over has its own last day, counted from the reset, or none", () => {
  expect(rolledUntil(two, toDay("2026-11-30"))).toBe("2027-02-28");
  expect(rolledUntil({ kind: "all", months: 12 }, toDay("2028-02-29"))).toBe("2029-02-28");
  expect(rolledUntil(all, toDay("2026-11-30"))).toBe(forGoodOn);
});

test("PPL-13 units for good have no last day, whichever of the two days is asked", () => {
  expect([forGoodOn, toDay("2199-12-30"), toDay("2127-01-01")].map(isForGood)).toEqual([true, true, false]);
});

test("PKG-10 no unit is made or lost without a word, and no more is kept than the plan allows", () => {
  const rollover = fc.oneof(
    fc.constant(none),
    fc.record({ kind: fc.constant("some" as const), units: fc.integer({ min: 1, max: 6 }), months: fc.option(fc.integer({ min: 1, max: 24 })) }),
    fc.record({ kind: fc.constant("all" as const), months: fc.option(fc.integer({ min: 1, max: 24 })) }),
  );
  fc.assert(
    fc.property(rollover, fc.nat(12), fc.nat(12), fc.boolean(), (one, left, stillRolled, goesOn) => {
      const { rolled, forfeited } = resetUnits(one, left, stillRolled, goesOn);
      expect(rolled + forfeited).toBe(left);
      expect(Math.min(rolled, forfeited)).toBeGreaterThanOrEqual(0);
      if (one.kind === "some" && stillRolled <= one.units) expect(stillRolled + rolled).toBeLessThanOrEqual(one.units);
    }),
  );
});
