import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import type { DrawFacts, Hold, ScheduleRecord } from "./draw-facts.ts";
import { wantedDues } from "./draw-schedule.ts";
import { changedFrom, firstWholePeriod, withRecord } from "./planned-change.ts";

const version = (id: number): PlanVersionId => asId<PlanVersionId>(id);
const record = (anchorOn: string, over: Partial<ScheduleRecord> = {}): ScheduleRecord => ({
  planVersionId: version(1),
  periodMonths: 1,
  priceCents: toCents(2500),
  drawDay: Number(anchorOn.slice(8)),
  anchorOn: toDay(anchorOn),
  covered: null,
  opening: "none",
  openingDays: null,
  openingChargeOn: null,
  ...over,
});
const facts = (over: Partial<DrawFacts> = {}): DrawFacts => ({ records: [record("2026-01-05")], holds: [], endsOn: null, ...over });
const hold = (kind: Hold["kind"], from: string, until: string): Hold => ({ kind, from: toDay(from), until: toDay(until) });
const first = (of: DrawFacts, billed: string, from: string) => firstWholePeriod(of, toDay(billed), toDay(from))?.from;

describe("MEM-16 MEM-17 a change begins with a whole period that nobody has paid", () => {
  test.each([
    ["on the draw day itself", facts(), "2026-03-05", "2026-06-05", "2026-06-05"],
    ["on the first draw after the day", facts(), "2026-03-05", "2026-06-06", "2026-07-05"],
    ["never within what is billed", facts(), "2026-08-05", "2026-06-06", "2026-08-05"],
    ["after a pause with the draw day, not with the days up to it", facts({ holds: [hold("pause", "2026-06-01", "2026-07-15")] }), "2026-06-05", "2026-06-10", "2026-08-05"],
    ["after skipped draws", facts({ holds: [hold("billing_only", "2026-06-01", "2026-07-15")] }), "2026-06-05", "2026-06-10", "2026-08-05"],
    ["with the next paid year", facts({ records: [record("2026-01-05", { periodMonths: 12 })] }), "2027-01-05", "2026-06-06", "2027-01-05"],
    ["on the last of a short month", facts({ records: [record("2026-01-31")] }), "2026-01-31", "2026-02-10", "2026-02-28"],
    ["after the days of an opening", facts({ records: [record("2026-04-05", { opening: "stub", openingDays: { from: toDay("2026-03-20"), to: toDay("2026-04-05") }, openingChargeOn: toDay("2026-03-20") })] }), "2026-03-20", "2026-03-20", "2026-04-05"],
  ])("MEM-16 MEM-17 %s", (_, of, billed, from, expected) => {
    expect(first(of, billed, from)).toBe(expected);
  });

  test("MEM-16 MEM-17 no draw ahead, no change: an end before it, or a hold without one", () => {
    expect(first(facts({ endsOn: toDay("2026-06-05") }), "2026-05-05", "2026-06-01")).toBeUndefined();
    expect(first(facts({ endsOn: toDay("2026-06-06") }), "2026-05-05", "2026-06-01")).toBe("2026-06-05");
    expect(first(facts({ holds: [{ kind: "pause", from: toDay("2026-05-10"), until: null }] }), "2026-06-05", "2026-06-01")).toBeUndefined();
  });

  test("MEM-17 everything from there on has the new terms, and nothing before it is another", () => {
    const old = facts({ records: [record("2026-01-31")] });
    const from = firstWholePeriod(old, toDay("2026-02-28"), toDay("2026-04-15"));
    if (!from) throw new Error("a draw is ahead");
    const changed = withRecord(old, changedFrom(old, from, { planVersionId: version(2), priceCents: toCents(2700) }));
    const shown = wantedDues(changed, toDay("2026-07-01"), toDay("2026-02-28")).map((dues) => `${dues.from} ${dues.amountCents} v${dues.planVersionId}`);
    // Day 31 is kept through the change: 30 April is the month's last (F-5).
    expect(shown).toEqual(["2026-02-28 2500 v1", "2026-03-31 2500 v1", "2026-04-30 2700 v2", "2026-05-31 2700 v2", "2026-06-30 2700 v2"]);
  });
});
