import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import type { DrawFacts, ScheduleRecord } from "./draw-facts.ts";
import { hasFixedTerm, renewalDay, termOf } from "./term.ts";

const version = (id: number): PlanVersionId => asId<PlanVersionId>(id);
const record = (anchorOn: string, over: Partial<ScheduleRecord> = {}): ScheduleRecord => ({
  planVersionId: version(1),
  periodMonths: 1,
  priceCents: toCents(3900),
  drawDay: Number(anchorOn.slice(8)),
  anchorOn: toDay(anchorOn),
  covered: null,
  opening: "none",
  openingDays: null,
  openingChargeOn: null,
  ...over,
});
const facts = (records: ScheduleRecord[], over: Partial<DrawFacts> = {}): DrawFacts => ({ records, holds: [], endsOn: null, ...over });
const samePlan = (...ids: number[]) => (id: PlanVersionId): boolean => (ids as PlanVersionId[]).includes(id);
const term = (of: DrawFacts, commitmentPeriods: number, on: string, same = samePlan(1)) => termOf(of, { commitmentPeriods }, toDay(on), same);

test("MEM-18 twelve months promised from 5 January end on 5 January, and the next twelve follow", () => {
  const year = facts([record("2026-01-05")]);
  expect(term(year, 12, "2026-03-01")).toEqual({ from: "2026-01-05", to: "2027-01-05" });
  expect(term(year, 12, "2027-01-05")).toEqual({ from: "2027-01-05", to: "2028-01-05" });
  expect(term(year, 6, "2026-03-01").to).toBe("2026-07-05");
});

test("MEM-18 without a commitment the term is the year from the first dues day, clamped to the month", () => {
  expect(term(facts([record("2027-02-28", { drawDay: 31 })]), 0, "2027-05-01").to).toBe("2028-02-29");
  expect(term(facts([record("2026-01-05", { periodMonths: 12 })]), 0, "2026-05-01").to).toBe("2027-01-05");
  expect(term(facts([record("2026-01-05", { periodMonths: 3 })]), 4, "2026-05-01").to).toBe("2027-01-05");
});

test("MEM-18 a new price or draw day does not move the end; another plan and coming back begin a new term", () => {
  const raised = facts([record("2026-01-05"), record("2026-06-05", { planVersionId: version(2) }), record("2026-08-20", { planVersionId: version(2) })]);
  expect(term(raised, 12, "2026-09-01", samePlan(1, 2)).to).toBe("2027-01-05");
  // The draws are on the 20th now, so the period that reaches over the end is the last of the term.
  expect(renewalDay(raised, term(raised, 12, "2026-09-01", samePlan(1, 2)))).toBe("2027-01-20");
  expect(term(raised, 12, "2026-09-01", samePlan(2)).to).toBe("2027-06-05");
  const back = facts([record("2025-01-05"), record("2026-05-05")], { absences: [{ from: toDay("2026-02-05"), to: toDay("2026-04-05") }] });
  expect(term(back, 12, "2026-06-01").to).toBe("2027-05-05");
});

test("MEM-12 an extend moves the end of the commitment by the held days", () => {
  const held = facts([record("2026-01-05")], { holds: [{ kind: "extend", from: toDay("2026-03-10"), until: toDay("2026-04-09") }] });
  expect(term(held, 12, "2026-05-01").to).toBe("2027-02-04");
  // The term after it is as long as every other.
  expect(term(held, 12, "2027-02-04")).toEqual({ from: "2027-02-04", to: "2028-02-04" });
  const paused = facts([record("2026-01-05")], { holds: [{ kind: "pause", from: toDay("2026-03-10"), until: toDay("2026-04-09") }] });
  expect(term(paused, 12, "2026-05-01").to).toBe("2027-01-05");
});

test("MEM-18 a commitment, a year paid at once and a plan that ends have a term; month to month has none", () => {
  const of = (commitmentPeriods: number, autoRenew: boolean, months: number) => hasFixedTerm({ commitmentPeriods, autoRenew }, months);
  expect([of(0, true, 1), of(12, true, 1), of(0, false, 1), of(0, true, 12)]).toEqual([false, true, true, true]);
});
