import { expect, test } from "vitest";
import { toDay, type Day } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import type { DrawFacts, Hold } from "./draw-facts.ts";
import { firstScheduleRecord } from "./enrolment.ts";
import { holdFeesAhead } from "./hold-fees.ts";

function facts(hold: Partial<Hold> & Pick<Hold, "from" | "until">, each: boolean, months: 1 | 12 = 1, endsOn: Day | null = null): DrawFacts {
  const record = firstScheduleRecord({
    joinOn: toDay("2026-01-05"),
    drawDay: 5,
    planVersionId: 1 as PlanVersionId,
    periodMonths: months,
    priceCents: toCents(3700),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
  });
  const fee = { holdId: 7, each, cents: toCents(500), billedOn: [] };
  return { records: [record], holds: [{ kind: "pause", fee, ...hold }], endsOn };
}

const days = (of: DrawFacts): string[] => holdFeesAhead(of).map(({ on, cents }) => `${on} ${cents}`);
const held = { from: toDay("2026-02-10"), until: toDay("2026-05-05") };

test("MEM-12 a fee of once is drawn on the hold's first day", () => {
  expect(days(facts(held, false))).toEqual(["2026-02-10 500"]);
});

test("MEM-12 a fee of each is drawn on every draw day the hold skips, not on the one it ends on", () => {
  expect(days(facts(held, true))).toEqual(["2026-03-05 500", "2026-04-05 500"]);
  expect(days(facts({ ...held, until: toDay("2026-05-06") }, true))).toHaveLength(3);
  expect(days(facts({ from: toDay("2026-02-05"), until: toDay("2026-03-05") }, true))).toEqual(["2026-02-05 500"]);
});

test("MEM-12 on a yearly price a hold that skips no draw has no fee of each", () => {
  expect(days(facts(held, true, 12))).toEqual([]);
  expect(days(facts({ from: toDay("2026-12-20"), until: toDay("2027-02-20") }, true, 12))).toEqual(["2027-01-05 500"]);
});

test("MEM-12 what is billed is not billed again, and nothing is drawn after the end", () => {
  const before = facts(held, true);
  const [hold] = before.holds;
  if (!hold?.fee) throw new Error("a hold with a fee");
  const after = { ...before, holds: [{ ...hold, fee: { ...hold.fee, billedOn: [toDay("2026-03-05")] } }] };
  expect(days(after)).toEqual(["2026-04-05 500"]);
  expect(days(facts(held, true, 1, toDay("2026-03-20")))).toEqual(["2026-03-05 500"]);
  expect(days(facts(held, false, 1, toDay("2026-02-10")))).toEqual([]);
});

test("MEM-12 a hold that was ended on its first day has no fee left", () => {
  expect(days(facts({ from: held.from, until: held.from }, false))).toEqual([]);
});
