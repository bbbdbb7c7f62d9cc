import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, ageOn, daysBetween, toDay } from "../calendar.ts";
import { ageOutOf, decideAgeOut, type Successor } from "./age-out.ts";

test("MEM-16 born 20 December 2008, up to 18, draw day 5: moves 5 January 2027, notices 21 October and 20 November 2026", () => {
  expect(ageOutOf(toDay("2008-12-20"), 18, 5)).toEqual({
    birthdayOn: "2026-12-20",
    movesOn: "2027-01-05",
    noticesOn: ["2026-10-21", "2026-11-20"],
  });
});

test("MEM-16 a birthday on the draw day moves on that day", () => {
  expect(ageOutOf(toDay("2008-12-05"), 18, 5)?.movesOn).toBe("2026-12-05");
});

test("MEM-16 who was born on 29 February grows out on 1 March of an ordinary year, and a draw day of 31 is the month's last", () => {
  expect(ageOutOf(toDay("2008-02-29"), 18, 31)).toMatchObject({ birthdayOn: "2026-03-01", movesOn: "2026-03-31" });
  expect(ageOutOf(toDay("2008-02-29"), 20, 29)).toMatchObject({ birthdayOn: "2028-02-29", movesOn: "2028-02-29" });
  expect(ageOutOf(toDay("2009-02-15"), 18, 31)?.movesOn).toBe("2027-02-28");
});

test("MEM-16 a plan without a maximum age is never grown out of", () => {
  expect(ageOutOf(toDay("2008-12-20"), null, 5)).toBeNull();
});

test("MEM-16 nobody is moved before the age is reached, nor later than a month after", () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 31 }), (offset, maxAge, drawDay) => {
      const birthOn = addDays(toDay("1980-01-01"), offset);
      const found = ageOutOf(birthOn, maxAge, drawDay);
      if (!found) throw new Error("a maximum age");
      expect(ageOn(birthOn, found.birthdayOn)).toBe(maxAge);
      expect(ageOn(birthOn, addDays(found.birthdayOn, -1))).toBe(maxAge - 1);
      const wait = daysBetween(found.birthdayOn, found.movesOn);
      expect(wait >= 0 && wait <= 31).toBe(true);
      expect(found.noticesOn.map((on) => daysBetween(on, found.birthdayOn))).toEqual([60, 30]);
    }),
  );
});

const adult: Successor = { planId: 2, audience: { minAge: 18, maxAgeExclusive: null }, isOnSale: true, months: [1, 12] };
const member = { age: 18, months: 1 };

test("MEM-16 ask is the rule unless the plan moves by itself or never", () => {
  expect(decideAgeOut("ask", member, adult)).toEqual({ what: "ask", planId: 2 });
  expect(decideAgeOut("auto", member, adult)).toEqual({ what: "move", planId: 2 });
  expect(decideAgeOut("never", member, adult)).toEqual({ what: "stay", why: "never" });
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
