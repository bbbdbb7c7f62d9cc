import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, ageOn, daysBetween, drawDayOnOrAfter, toDay, type Day, type PeriodMonths } from "../calendar.ts";
import { asId, type PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import { ageOutDraw, ageOutNoticeDue, ageOutOf, decideAgeOut, type Successor } from "./age-out.ts";
import type { DrawFacts } from "./draw-facts.ts";

/** A member drawn on a day of the month since long before. */
const drawn = (drawDay: number, months: PeriodMonths = 1, from = "2000-01-01"): DrawFacts => ({
  records: [
    {
      planVersionId: asId<PlanVersionId>(1),
      periodMonths: months,
      priceCents: toCents(2500),
      drawDay,
      anchorOn: drawDayOnOrAfter(toDay(from), drawDay),
      covered: null,
      opening: "none",
      openingDays: null,
      openingChargeOn: null,
    },
  ],
  holds: [],
  endsOn: null,
});
const movesOn = (birthOn: string, maxAge: number, drawDay: number, months: PeriodMonths = 1): Day | undefined => {
  const facts = drawn(drawDay, months);
  const birthday = ageOutOf(toDay(birthOn), maxAge)?.birthdayOn;
  return birthday && ageOutDraw(facts, facts.records[0]?.anchorOn ?? birthday, birthday)?.from;
};

test("MEM-16 born 20 December 2008, up to 18, draw day 5: moves 5 January 2027, notices 21 October and 20 November 2026", () => {
  expect(ageOutOf(toDay("2008-12-20"), 18)).toEqual({ birthdayOn: "2026-12-20", noticesOn: ["2026-10-21", "2026-11-20"] });
  expect(movesOn("2008-12-20", 18, 5)).toBe("2027-01-05");
});

test("MEM-16 a birthday on the draw day moves on that day", () => {
  expect(movesOn("2008-12-05", 18, 5)).toBe("2026-12-05");
});

test("MEM-16 who was born on 29 February grows out on 1 March of an ordinary year, and a draw day of 31 is the month's last", () => {
  expect(ageOutOf(toDay("2008-02-29"), 18)?.birthdayOn).toBe("2026-03-01");
  expect(movesOn("2008-02-29", 18, 31)).toBe("2026-03-31");
  expect(ageOutOf(toDay("2008-02-29"), 20)?.birthdayOn).toBe("2028-02-29");
  expect(movesOn("2008-02-29", 20, 29)).toBe("2028-02-29");
  expect(movesOn("2009-02-15", 18, 31)).toBe("2027-02-28");
});

test("MEM-16 a year that is paid is not split: the move waits for its end", () => {
  expect(movesOn("2008-12-20", 18, 5, 12)).toBe("2027-01-05");
  expect(movesOn("2009-02-20", 18, 5, 12)).toBe("2028-01-05");
});

test("MEM-16 a plan without a maximum age is never grown out of", () => {
  expect(ageOutOf(toDay("2008-12-20"), null)).toBeNull();
});

test("MEM-16 nobody is moved before the age is reached, nor later than a month after", () => {
  fc.assert(
    fc.property(fc.nat(9_000), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 31 }), (offset, maxAge, drawDay) => {
      const birthOn = addDays(toDay("2000-01-01"), offset);
      const found = ageOutOf(birthOn, maxAge);
      if (!found) throw new Error("a maximum age");
      expect(ageOn(birthOn, found.birthdayOn)).toBe(maxAge);
      expect(ageOn(birthOn, addDays(found.birthdayOn, -1))).toBe(maxAge - 1);
      const wait = daysBetween(found.birthdayOn, movesOn(birthOn, maxAge, drawDay) ?? birthOn);
      expect(wait >= 0 && wait <= 31).toBe(true);
      expect(found.noticesOn.map((on) => daysBetween(on, found.birthdayOn))).toEqual([60, 30]);
    }),
  );
});

test("MEM-16 one letter is due at a time: the latest, and none from the birthday on", () => {
  const out = ageOutOf(toDay("2008-12-20"), 18);
  if (!out) throw new Error("a maximum age");
  const due = (on: string) => ageOutNoticeDue(out, toDay(on));
  expect([due("2026-10-20"), due("2026-10-21"), due("2026-11-19")]).toEqual([null, 60, 60]);
  expect([due("2026-11-20"), due("2026-12-19"), due("2026-12-20")]).toEqual([30, 30, null]);
});

const adult: Successor = { planId: 2, audience: { minAge: 18, maxAgeExclusive: null }, isOnSale: true, months: [1, 12] };
const member = { age: 18, months: 1 };

test("MEM-16 ask is the rule unless the plan moves by itself or never", () => {
  expect(decideAgeOut("ask", member, adult)).toEqual({ what: "ask", planId: 2 });
  expect(decideAgeOut("auto", member, adult)).toEqual({ what: "move", planId: 2 });
  expect(decideAgeOut("never", member, adult)).toEqual({ what: "stay", why: "never" });
});

test("MEM-16 what a person chose for a member comes before the plan's rule", () => {
  for (const rule of ["ask", "auto", "never"] as const) {
    expect(decideAgeOut(rule, member, adult, "move")).toEqual({ what: "move", planId: 2 });
    expect(decideAgeOut(rule, member, adult, "stay")).toEqual({ what: "stay", why: "chosen" });
  }
  expect(decideAgeOut("ask", member, null, "move")).toEqual({ what: "stay", why: "no_successor" });
});

test.each([
  ["no successor", member, null, "no_successor"],
  ["one that is not sold", member, { ...adult, isOnSale: false }, "successor_unfit"],
  ["one for older people", member, { ...adult, audience: { minAge: 21, maxAgeExclusive: null } }, "successor_unfit"],
  ["one for younger people", member, { ...adult, audience: { minAge: null, maxAgeExclusive: 18 } }, "successor_unfit"],
  ["one without the member's period", { ...member, months: 3 }, adult, "successor_unfit"],
  ["no birth date", { ...member, age: null }, adult, "no_birth_date"],
] as const)("MEM-16 with %s the member stays, and the desk has a task", (_, who, successor, why) => {
  expect(decideAgeOut("auto", who, successor)).toEqual({ what: "stay", why });
});
