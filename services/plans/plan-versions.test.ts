import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { addMonths, toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { plainBenefit, plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { adultTerms, openClub, type Club } from "../memberships/club.fixture.ts";
import { revisePlan } from "./change-plan.ts";
import { listVersionsOfPlan } from "./plan-versions.ts";
import { previewYear } from "./preview-year.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-05")));
afterEach(() => club.dispose());

const person = (last: string) => {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
  return { householdId, patientId: patientIds[0] ?? (0 as never) };
};

describe("PPL-11 versions", () => {
  test("PPL-11 each version says what changed, by whom, and who is on it; members stay where they are", () => {
    const lee = person("Lee");
    club.enrol(lee.householdId, [{ ...lee, plan: club.adult }]);
    const { planId, version } = club.adult;
    const terms: PlanTerms = { ...adultTerms, prices: [{ months: 1, priceCents: toCents(4900) }], benefits: [plainBenefit("cleaning", "Cleanings", 3, "benefit_year")] };
    const second = revisePlan(club.cx(), { planId, version, terms });
    const ortiz = person("Ortiz");
    club.enrol(ortiz.householdId, [{ ...ortiz, plan: second }]);
    const [newest, first] = listVersionsOfPlan(club.cx(), planId);
    expect([newest?.number, newest?.members, first?.number, first?.members]).toEqual([2, 1, 1, 1]);
    expect(newest?.someMembers).toMatchObject([{ patientId: ortiz.patientId, startOn: "2026-04-05" }]);
    expect(first?.someMembers).toMatchObject([{ patientId: lee.patientId }]);
    expect(newest?.differences).toEqual([
      { label: "Price a month", before: "37.00", after: "49.00" },
      { label: "Price a year", before: "425.00", after: "not sold" },
      { label: "Benefit Cleanings", before: "2 a benefit year", after: "3 a benefit year" },
    ]);
    expect(first?.differences).toEqual([]);
    expect(first?.facts).toContainEqual({ label: "Activation fee", words: "99.00 for each member" });
  });

  test("PPL-11 who has left is on no version, and a plan that is not there is refused", () => {
    const lee = person("Lee");
    const { membershipIds } = club.enrol(lee.householdId, [{ ...lee, plan: club.adult }]);
    cancelMembership(club.cx(), { membershipId: membershipIds[0] ?? (0 as never), when: "now", onDate: null, reason: "Moved" });
    expect(listVersionsOfPlan(club.cx(), club.adult.planId)).toMatchObject([{ members: 0, someMembers: [] }]);
    expect(refusalOf(() => listVersionsOfPlan(club.cx(), 99 as never))).toBe("plan_not_found");
  });

  test("PPL-11 a successor that is this very plan, or is gone, is refused", () => {
    const { planId, version } = club.child;
    const revise = (ageOutTo: number) => revisePlan(club.cx(), { planId, version, terms: { ...club.child.terms, ageOutTo: ageOutTo as never } });
    expect(() => revise(planId)).toThrow(expect.objectContaining({ code: "plan_terms_wrong", facts: { what: "successor" } }));
    expect(() => revise(99)).toThrow(expect.objectContaining({ facts: { what: "successor" } }));
    revise(club.adult.planId);
    expect(listVersionsOfPlan(club.cx(), planId)[0]?.differences).toEqual([
      { label: "Grows out", before: "at 14, to no plan chosen, after asking", after: "at 14, to Adult, after asking" },
    ]);
  });
});

describe("PPL-10 what a member pays over a year", () => {
  const terms: PlanTerms = {
    ...plainTerms,
    name: "Adult",
    prices: [
      { months: 1, priceCents: toCents(3700) },
      { months: 12, priceCents: toCents(42_500) },
    ],
    activation: { ...plainTerms.activation, feeCents: toCents(9900) },
  };
  const year = (over: Partial<PlanTerms> = {}, more: { months?: 1 | 3 | 12; members?: number; drawDay?: number } = {}) =>
    previewYear(club.cx(), { terms: { ...terms, ...over }, periodMonths: more.months ?? 1, members: more.members ?? 1, drawDay: more.drawDay ?? null });

  test("PPL-10 twelve months and the fee; the month the fee includes is not drawn", () => {
    expect(year().totalCents).toBe(12 * 3700 + 9900);
    expect(year().charges).toHaveLength(12);
    expect(year({ activation: { ...terms.activation, includesFirstPeriod: true } }).totalCents).toBe(11 * 3700 + 9900);
    expect(year({}, { months: 12 })).toMatchObject({ totalCents: 42_500 + 9900, charges: [{ on: "2026-04-05" }] });
  });

  test("PPL-10 with another draw day the stub is there with its formula", () => {
    const { charges } = year({}, { drawDay: 20 });
    // 15 of 31 days of 20 Mar–20 Apr.
    expect(charges[0]?.lines.map(({ cents }) => cents)).toEqual([9900, 1790]);
    expect(charges[0]?.lines[1]?.explain.rule).toBe("F-8");
    expect(charges[1]).toMatchObject({ on: "2026-04-20", cents: 3700 });
  });

  test("PPL-12 a family of three is shown with its places in the pricing, and with fees up to the cap", () => {
    const { charges, totalCents } = year(
      {
        householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }] },
        activation: { ...terms.activation, basis: "per_household_capped", cap: 2 },
      },
      { members: 3 },
    );
    expect(charges[1]?.lines.map(({ patientName, cents }) => [patientName, cents])).toEqual([["Member 1", 3700], ["Member 2", 3330], ["Member 3", 3330]]);
    expect(totalCents).toBe(12 * (3700 + 3330 + 3330) + 2 * 9900);
  });

  test("PPL-10 what is previewed is what enrolling and a year of draws then bill", () => {
    const plan = club.plan({ ...terms, name: "Real", taxRatePpm: 82_500 });
    const preview = year({ taxRatePpm: 82_500 }, { drawDay: 31 });
    const lee = person("Lee");
    club.enrol(lee.householdId, [{ ...lee, plan }], { drawDay: 31 });
    // Paid every month, as members do: an unpaid one would lapse.
    for (let month = 1; month <= 11; month += 1) {
      club.advanceTo(addMonths(toDay("2026-04-05"), month));
      club.payAll(lee.householdId);
    }
    club.advanceTo("2027-04-04");
    expect(club.invoices(lee.householdId).map(({ invoicedOn, totalCents }) => [invoicedOn, totalCents])).toEqual(
      preview.charges.map(({ on, cents }) => [on, cents]),
    );
  });

  test("PPL-10 terms that make no sense, or a period that is not sold, are refused", () => {
    expect(refusalOf(() => year({ prices: [] }))).toBe("plan_terms_wrong");
    expect(refusalOf(() => year({}, { months: 3 }))).toBe("plan_has_no_such_period");
  });
});
