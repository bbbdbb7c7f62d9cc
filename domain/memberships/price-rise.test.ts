import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, drawDayOnOrAfter, toDay, type Day, type PeriodMonths } from "../calendar.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import type { DrawFacts, ScheduleRecord } from "./draw-facts.ts";
import { allowedFrom, changedPrice, decideRise, wishedDay, type RaisedMember } from "./price-rise.ts";

const record = (over: Partial<ScheduleRecord> = {}): ScheduleRecord => ({
  planVersionId: asId<PlanVersionId>(1),
  periodMonths: 1,
  priceCents: toCents(3700),
  drawDay: 5,
  anchorOn: toDay("2025-11-05"),
  covered: null,
  opening: "none",
  openingDays: null,
  openingChargeOn: null,
  ...over,
});
const facts = (over: Partial<ScheduleRecord> = {}, more: Partial<DrawFacts> = {}): DrawFacts => ({ records: [record(over)], holds: [], endsOn: null, ...more });
const effective = toDay("2026-06-01");
const member = (over: Partial<RaisedMember> = {}): RaisedMember => ({
  facts: facts(),
  billedThroughOn: toDay("2026-04-05"),
  wishedOn: effective,
  noticeSentOn: toDay("2026-04-01"),
  ...over,
});
const takesEffect = (who: RaisedMember, days = 30): Day | string => {
  const decision = decideRise(who, days);
  return decision.what === "takes_effect" ? decision.first.from : decision.what;
};

test("MEM-17 a new price is given, or an amount or a percentage on top, rounded once", () => {
  expect(changedPrice(toCents(3700), { kind: "to", cents: toCents(3900) })).toBe(3900);
  expect(changedPrice(toCents(3700), { kind: "by_amount", cents: toCents(-200) })).toBe(3500);
  expect(changedPrice(toCents(3705), { kind: "by_percent", basisPoints: 1000 })).toBe(4076);
  expect(changedPrice(toCents(100), { kind: "by_amount", cents: toCents(-500) })).toBe(0);
});

describe("MEM-17 from when a member pays it", () => {
  test("MEM-17 the first draw on or after the day, when the notice went out 30 days before", () => {
    expect(takesEffect(member())).toBe("2026-06-05");
  });

  test("MEM-17 a notice exactly 30 days old is old enough, one day less is not", () => {
    const sent = (on: string) => takesEffect(member({ noticeSentOn: toDay(on) }));
    expect(sent("2026-05-06")).toBe("2026-06-05");
    expect(sent("2026-05-07")).toBe("2026-07-05");
    expect(allowedFrom(effective, toDay("2026-05-07"), 30)).toBe("2026-06-06");
  });

  test("MEM-17 without a notice nothing takes effect, and the desk sees until when it must go out", () => {
    expect(decideRise(member({ noticeSentOn: null }), 30)).toEqual({ what: "waits_for_notice", noticeBy: "2026-05-06" });
  });

  test("MEM-17 at renewal waits for the end of the term", () => {
    const wishedOn = wishedDay("at_renewal", effective, toDay("2026-11-05"));
    expect(takesEffect(member({ wishedOn }))).toBe("2026-11-05");
    expect(wishedDay("first_draw_after_notice", effective, toDay("2026-11-05"))).toBe(effective);
    expect(wishedDay("at_renewal", effective, toDay("2026-02-05"))).toBe(effective);
  });

  test("MEM-17 a paid year is never split", () => {
    const annual = member({ facts: facts({ periodMonths: 12, anchorOn: toDay("2026-01-05") }), billedThroughOn: toDay("2027-01-05") });
    expect(takesEffect(annual)).toBe("2027-01-05");
  });

  test("MEM-17 days paid twice at the start are paid already: the price changes a period later", () => {
    // Joined on 20 May with a full month paid, drawn on the 5th: the draw of 5 June is less those days (MEM-2).
    const overlapping = facts({ opening: "full", openingDays: { from: toDay("2026-05-20"), to: toDay("2026-06-05") }, anchorOn: toDay("2026-06-05") });
    expect(takesEffect(member({ facts: overlapping, billedThroughOn: toDay("2026-06-05") }))).toBe("2026-07-05");
  });

  test("MEM-17 a change that waits comes first, and a membership that ends before keeps its price", () => {
    const waiting = facts({}, { records: [record(), record({ anchorOn: toDay("2026-09-05"), priceCents: toCents(4900) })] });
    expect(takesEffect(member({ facts: waiting }))).toBe("2026-09-05");
    expect(takesEffect(member({ facts: facts({}, { endsOn: toDay("2026-05-20") }) }))).toBe("no_draw_ahead");
  });

  test("MEM-17 a practice that gives sixty days' notice waits sixty", () => {
    expect(takesEffect(member({ noticeSentOn: toDay("2026-04-10") }), 60)).toBe("2026-07-05");
  });

  test("MEM-17 never before the notice is old enough, the day is reached or the paid days are over, and always on a draw day", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 31 }), fc.constantFrom<PeriodMonths>(1, 3, 12), (notice, start, paid, drawDay, periodMonths) => {
        const base = toDay("2026-01-01");
        const anchorOn = drawDayOnOrAfter(toDay("2025-01-01"), drawDay);
        const who = member({ facts: facts({ drawDay, periodMonths, anchorOn }), noticeSentOn: addDays(base, notice), billedThroughOn: addDays(base, paid), wishedOn: addDays(base, start) });
        const on = toDay(takesEffect(who));
        expect(daysBetween(addDays(base, notice), on)).toBeGreaterThanOrEqual(30);
        expect(on >= who.wishedOn && on >= who.billedThroughOn).toBe(true);
        expect(drawDayOnOrAfter(on, drawDay)).toBe(on);
      }),
    );
  });
});
