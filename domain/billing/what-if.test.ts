import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay, type Day } from "../calendar.ts";
import { asId, type PlanId, type PlanVersionId } from "../identity.ts";
import { firstScheduleRecord, type FirstSchedule } from "../memberships/enrolment.ts";
import type { DrawFacts } from "../memberships/draw-facts.ts";
import { wantedDues } from "../memberships/draw-schedule.ts";
import { plainTerms } from "../memberships/plan-defaults.ts";
import { toCents } from "../money.ts";
import { changedFacts, collectedCents, isTelling, leastTries, raisedPrice, type TargetPlan, type WhatIf } from "./what-if.ts";

const adult = asId<PlanId>(1);
const plus = asId<PlanId>(2);
const version = asId<PlanVersionId>(1);

function factsOf(join: string, over: Partial<Omit<FirstSchedule, "joinOn">> = {}, rest: Partial<DrawFacts> = {}): DrawFacts {
  const record = firstScheduleRecord({
    joinOn: toDay(join),
    drawDay: Number(join.slice(8)),
    planVersionId: version,
    periodMonths: 1,
    priceCents: toCents(3700),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
    ...over,
  });
  return { records: [record], holds: [], endsOn: null, ...rest };
}

const rise = (fromOn: string, basisPoints = 500, planId: PlanId | null = null): WhatIf => ({ kind: "price_rise", planId, basisPoints, fromOn: toDay(fromOn) });
const target: TargetPlan = {
  planVersionId: asId<PlanVersionId>(9),
  terms: { ...plainTerms, name: "Plus", prices: [{ months: 1, priceCents: toCents(4900) }] },
};

function draws(facts: DrawFacts | null, through = "2026-06-05", since = "2026-02-05"): string[] {
  if (facts === null) return ["untouched"];
  return wantedDues(facts, toDay(through), toDay(since)).map(({ from, to, amountCents }) => `${from} ${to} ${amountCents}`);
}

describe("BIL-5 a price rise tried on a copy", () => {
  const facts = factsOf("2026-01-05");
  const billedThrough = toDay("2026-02-05");

  test("BIL-5 MEM-17 begins with the first period on or after its day, and never splits one", () => {
    expect(draws(changedFacts(facts, adult, billedThrough, rise("2026-03-06"), null))).toEqual([
      "2026-02-05 2026-03-05 3700",
      "2026-03-05 2026-04-05 3700",
      "2026-04-05 2026-05-05 3885",
      "2026-05-05 2026-06-05 3885",
      "2026-06-05 2026-07-05 3885",
    ]);
    expect(draws(changedFacts(facts, adult, billedThrough, rise("2026-03-05"), null))[1]).toBe("2026-03-05 2026-04-05 3885");
  });

  test("BIL-5 a day that has been billed already is not billed again at another price", () => {
    const changed = changedFacts(facts, adult, toDay("2026-04-05"), rise("2026-01-01"), null);
    expect(draws(changed)).toContain("2026-03-05 2026-04-05 3700");
    expect(draws(changed)).toContain("2026-04-05 2026-05-05 3885");
  });

  test("BIL-5 only members of the plan it is for are touched", () => {
    expect(changedFacts(facts, adult, billedThrough, rise("2026-03-05", 500, plus), null)).toBeNull();
    expect(changedFacts(facts, plus, billedThrough, rise("2026-03-05", 500, plus), null)).not.toBeNull();
  });

  test("BIL-5 who has left before the day is not touched; who is on hold comes back at the new price", () => {
    const gone = factsOf("2026-01-05", {}, { endsOn: toDay("2026-02-20") });
    expect(changedFacts(gone, adult, billedThrough, rise("2026-03-05"), null)).toBeNull();
    const held = factsOf("2026-01-05", {}, { holds: [{ kind: "pause", from: toDay("2026-02-05"), until: toDay("2026-04-20") }] });
    expect(draws(changedFacts(held, adult, billedThrough, rise("2026-03-05"), null))).toEqual([
      "2026-04-20 2026-05-05 1850",
      "2026-05-05 2026-06-05 3885",
      "2026-06-05 2026-07-05 3885",
    ]);
  });

  test("BIL-5 an annual member pays the new price when the year has ended", () => {
    const yearly = factsOf("2026-01-05", { periodMonths: 12, priceCents: toCents(42_500) });
    expect(draws(changedFacts(yearly, adult, toDay("2027-01-05"), rise("2026-06-01"), null), "2028-01-05", "2026-01-05")).toEqual([
      "2026-01-05 2027-01-05 42500",
      "2027-01-05 2028-01-05 44625",
      "2028-01-05 2029-01-05 44625",
    ]);
  });

  test.each([
    [3700, 500, 3885],
    [3700, 0, 3700],
    [3700, -1000, 3330],
    [3333, 333, 3444],
    [3700, -10_000, 0],
    [3700, -20_000, 0],
    [0, 500, 0],
  ])("BIL-5 %d with %d hundredths of a percent: %d", (priceCents, basisPoints, expected) => {
    expect(raisedPrice(toCents(priceCents), basisPoints)).toBe(expected);
  });
});

describe("BIL-5 another plan tried on a copy", () => {
  const facts = factsOf("2026-01-05");
  const change: WhatIf = { kind: "plan_change", fromPlanId: adult, toPlanId: plus, fromOn: toDay("2026-04-01") };
  const billedThrough: Day = toDay("2026-02-05");

  test("BIL-5 members of the old plan go on at the new one's price for their own period", () => {
    const changed = changedFacts(facts, adult, billedThrough, change, target);
    expect(draws(changed)).toEqual([
      "2026-02-05 2026-03-05 3700",
      "2026-03-05 2026-04-05 3700",
      "2026-04-05 2026-05-05 4900",
      "2026-05-05 2026-06-05 4900",
      "2026-06-05 2026-07-05 4900",
    ]);
    expect(changed?.records.at(-1)?.planVersionId).toBe(target.planVersionId);
  });

  test("BIL-5 nobody else is moved, and nobody whose period the new plan does not sell", () => {
    expect(changedFacts(facts, plus, billedThrough, change, target)).toBeNull();
    expect(changedFacts(facts, adult, billedThrough, change, null)).toBeNull();
    const yearly = factsOf("2026-01-05", { periodMonths: 12 });
    expect(changedFacts(yearly, adult, toDay("2027-01-05"), change, target)).toBeNull();
  });

  test("BIL-5 another timetable of retries changes no draw", () => {
    expect(changedFacts(facts, adult, billedThrough, { kind: "retry_rule", retryDays: [3] }, null)).toBeNull();
  });
});

describe("BIL-5 what cards bring in", () => {
  const history = { firstTries: 100, firstSuccesses: 90, retries: 40, retrySuccesses: 20 };

  test.each([
    [0, 9000],
    [1, 9500],
    [2, 9750],
    [3, 9875],
  ])("BIL-5 with %d retries %d of 10000 are collected", (retries, expected) => {
    expect(collectedCents(toCents(10_000), retries, history)).toBe(expected);
  });

  test("BIL-5 too few attempts say nothing: all of it is counted", () => {
    const young = { ...history, firstTries: leastTries - 1, firstSuccesses: 1 };
    expect([isTelling(young), isTelling({ ...young, firstTries: leastTries })]).toEqual([false, true]);
    expect(collectedCents(toCents(10_000), 0, young)).toBe(10_000);
  });

  test("BIL-5 a practice that never retried expects nothing of retries", () => {
    const never = { ...history, retries: 0, retrySuccesses: 0 };
    expect(collectedCents(toCents(10_000), 5, never)).toBe(9000);
  });

  test("BIL-5 more retries never bring in less, and never more than was asked", () => {
    const any = fc.record({ firstTries: fc.integer({ min: 20, max: 500 }), good: fc.nat(500), retries: fc.nat(500), again: fc.nat(500) });
    fc.assert(
      fc.property(any, fc.nat(1_000_000), ({ firstTries, good, retries, again }, cents) => {
        const past = { firstTries, firstSuccesses: Math.min(good, firstTries), retries, retrySuccesses: Math.min(again, retries) };
        let before = -1;
        for (let count = 0; count < 6; count += 1) {
          const collected = collectedCents(toCents(cents), count, past);
          expect(collected).toBeGreaterThanOrEqual(before);
          expect(collected).toBeLessThanOrEqual(cents);
          before = collected;
        }
      }),
    );
  });
});
