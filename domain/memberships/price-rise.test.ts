import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, drawDayOnOrAfter, toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { changedPrice, decideRise, type RaisedMember } from "./price-rise.ts";

const member = (over: Partial<RaisedMember> = {}): RaisedMember => ({
  drawDay: 5,
  months: 1,
  billedThroughOn: toDay("2026-04-05"),
  renewsOn: toDay("2026-11-05"),
  noticeSentOn: toDay("2026-04-01"),
  ...over,
});
const effective = toDay("2026-06-01");

test("MEM-17 a new price is given, or an amount or a percentage on top, rounded once", () => {
  expect(changedPrice(toCents(3700), { kind: "to", cents: toCents(3900) })).toBe(3900);
  expect(changedPrice(toCents(3700), { kind: "by_amount", cents: toCents(-200) })).toBe(3500);
  expect(changedPrice(toCents(3705), { kind: "by_percent", basisPoints: 1000 })).toBe(4076);
  expect(changedPrice(toCents(100), { kind: "by_amount", cents: toCents(-500) })).toBe(0);
});

describe("MEM-17 from when a member pays it", () => {
  test("MEM-17 the first draw on or after the day, when the notice went out 30 days before", () => {
    expect(decideRise(member(), "first_draw_after_notice", effective)).toEqual({ what: "takes_effect", on: "2026-06-05" });
  });

  test("MEM-17 a notice exactly 30 days old is old enough, one day less is not", () => {
    const sent = (on: string) => decideRise(member({ noticeSentOn: toDay(on) }), "first_draw_after_notice", effective);
    expect(sent("2026-05-06")).toEqual({ what: "takes_effect", on: "2026-06-05" });
    expect(sent("2026-05-07")).toEqual({ what: "takes_effect", on: "2026-07-05" });
  });

  test("MEM-17 without a notice nothing takes effect, and the desk sees until when it must go out", () => {
    expect(decideRise(member({ noticeSentOn: null }), "first_draw_after_notice", effective)).toEqual({
      what: "waits_for_notice",
      noticeBy: "2026-05-06",
    });
  });

  test("MEM-17 at renewal waits for the end of the term", () => {
    expect(decideRise(member(), "at_renewal", effective)).toEqual({ what: "takes_effect", on: "2026-11-05" });
  });

  test("MEM-17 new members only leaves everybody at their price", () => {
    expect(decideRise(member(), "new_members", effective)).toEqual({ what: "keeps_price" });
  });

  test("MEM-17 a paid year is never split", () => {
    const annual = member({ months: 12, billedThroughOn: toDay("2027-01-05") });
    expect(decideRise(annual, "first_draw_after_notice", effective)).toEqual({ what: "takes_effect", on: "2027-01-05" });
  });

  test("MEM-17 a practice that gives sixty days' notice waits sixty", () => {
    expect(decideRise(member({ noticeSentOn: toDay("2026-04-10") }), "first_draw_after_notice", effective, 60)).toEqual({
      what: "takes_effect",
      on: "2026-07-05",
    });
  });

  test("MEM-17 never before the notice is old enough, the day is reached or the paid days are over, and always on a draw day", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 31 }), fc.constantFrom(1 as const, 3 as const, 12 as const), (notice, start, paid, drawDay, months) => {
        const base = toDay("2026-01-01");
        const who = member({ drawDay, months, noticeSentOn: addDays(base, notice), billedThroughOn: addDays(base, paid) });
        const from = addDays(base, start);
        const decision = decideRise(who, "first_draw_after_notice", from);
        if (decision.what !== "takes_effect") throw new Error("a notice went out");
        expect(daysBetween(addDays(base, notice), decision.on)).toBeGreaterThanOrEqual(30);
        expect(decision.on >= from && decision.on >= who.billedThroughOn).toBe(true);
        expect(drawDayOnOrAfter(decision.on, drawDay)).toBe(decision.on);
      }),
    );
  });
});
