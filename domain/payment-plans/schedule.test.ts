import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { partState, planIntervals, planSchedule, type PlanShape } from "./schedule.ts";

const today = toDay("2026-11-22");
const shape = (over: Partial<PlanShape> = {}): PlanShape => ({
  downCents: toCents(0),
  by: { kind: "count", count: 3 },
  every: "month",
  firstOn: toDay("2026-12-31"),
  ...over,
});
const days = (parts: readonly { dueOn: string; cents: number }[]) => parts.map((part) => [part.dueOn, part.cents]);
const refusalOf = (total: number, over: Partial<PlanShape>): unknown => {
  try {
    planSchedule(toCents(total), shape(over), today);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

test("INV-6 F-3 1,000.00 in three is 333.34, 333.33, 333.33, each on the last day of its month, also after February", () => {
  expect(days(planSchedule(toCents(100_000), shape(), today))).toEqual([["2026-12-31", 33_334], ["2027-01-31", 33_333], ["2027-02-28", 33_333]]);
  expect(days(planSchedule(toCents(400), shape({ by: { kind: "count", count: 4 } }), today)).at(-1)).toEqual(["2027-03-31", 100]);
});

test("INV-6 with a down payment today and parts of a fixed amount, the last part is the rest", () => {
  const parts = planSchedule(toCents(50_000), shape({ downCents: toCents(10_000), by: { kind: "amount", cents: toCents(15_000) }, every: "two_weeks" }), today);
  expect(days(parts)).toEqual([["2026-11-22", 10_000], ["2026-12-31", 15_000], ["2027-01-14", 15_000], ["2027-01-28", 10_000]]);
  expect(parts.map((part) => part.throughCents)).toEqual([10_000, 25_000, 40_000, 50_000]);
});

test("INV-6 refuses nothing owed, all of it down, a day that is over, too many parts and parts below a cent", () => {
  expect(refusalOf(0, {})).toBe("plan_invoices_settled");
  expect(refusalOf(500, { downCents: toCents(500) })).toBe("plan_down_too_much");
  expect(refusalOf(500, { firstOn: toDay("2026-11-21") })).toBe("plan_first_day_past");
  expect(refusalOf(500, { by: { kind: "count", count: 61 } })).toBe("plan_too_many_parts");
  expect(refusalOf(500, { by: { kind: "amount", cents: toCents(8) } })).toBe("plan_too_many_parts");
  expect(refusalOf(2, {})).toBe("plan_part_too_small");
  expect(refusalOf(500, { by: { kind: "count", count: 0 } })).toBe("plan_part_too_small");
  expect(refusalOf(500, { by: { kind: "amount", cents: toCents(0) } })).toBe("plan_part_too_small");
  expect(refusalOf(500, { firstOn: today })).toBe(undefined);
});

test("INV-6 whatever the shape, the parts are the whole, in order, and differ by a cent at most when they are equal", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 5_000_000 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(...planIntervals),
      (total, downPercent, count, every) => {
        const downCents = toCents(Math.floor((total * downPercent) / 200));
        const parts = planSchedule(toCents(total), shape({ downCents, by: { kind: "count", count }, every, firstOn: today }), today);
        expect(parts.at(-1)?.throughCents).toBe(total);
        expect(parts.reduce((sum, part) => sum + part.cents, 0)).toBe(total);
        const equal = parts.slice(downCents > 0 ? 1 : 0).map((part) => part.cents);
        expect(Math.max(...equal) - Math.min(...equal)).toBeLessThanOrEqual(1);
        expect(parts.every((part, index) => index === 0 || part.dueOn >= (parts[index - 1]?.dueOn ?? ""))).toBe(true);
      },
    ),
  );
});

test("INV-6 a part is paid, part paid, due or missed by what came in and by the day", () => {
  const [first, second] = planSchedule(toCents(1000), shape({ by: { kind: "count", count: 2 } }), today);
  if (!first || !second) throw new Error("two parts");
  expect([500, 499, 0].map((paid) => partState(first, toCents(paid), today))).toEqual(["paid", "part_paid", "due"]);
  expect([1000, 501, 500].map((paid) => partState(second, toCents(paid), today))).toEqual(["paid", "part_paid", "due"]);
  expect([first, second].map((part) => partState(part, toCents(499), toDay("2027-01-01")))).toEqual(["missed", "due"]);
});
