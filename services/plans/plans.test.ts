import { afterEach, beforeEach, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { adultTerms, openClub, type Club } from "../memberships/club.fixture.ts";
import { addPlan, revisePlan, setPlanState } from "./change-plan.ts";
import { listPlans } from "./plan-view.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => club.dispose());

const code = (work: () => unknown): unknown => {
  try {
    work();
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test("PPL-11 a change of terms is the next version; a change from an older screen is refused", () => {
  const { planId, version } = club.adult;
  const terms = { ...adultTerms, prices: [{ months: 1 as const, priceCents: toCents(4900) }] };
  expect(revisePlan(club.cx(), { planId, version, terms })).toMatchObject({ versionNumber: 2, version: version + 1 });
  expect(code(() => revisePlan(club.cx(), { planId, version, terms }))).toBe("record_changed_meanwhile");
  expect(code(() => setPlanState(club.cx(), { planId, version, state: "closed" }))).toBe("record_changed_meanwhile");
  expect(setPlanState(club.cx(), { planId, version: version + 1, state: "closed" }).state).toBe("closed");
  expect(code(() => revisePlan(club.cx(), { planId: 99 as never, version: 1, terms }))).toBe("plan_not_found");
});

test("PPL-10 terms that make no sense are refused with what to mend, and nothing is saved", () => {
  const wrong: [Partial<PlanTerms>, string][] = [
    [{ audience: { minAge: 18, maxAgeExclusive: 18 } }, "age_band"],
    [{ prices: [] }, "price_missing"],
    [{ prices: [{ months: 1, priceCents: toCents(0) }] }, "price_missing"],
    [{ prices: [1, 2].map(() => ({ months: 1 as const, priceCents: toCents(100) })) }, "price_twice"],
    [{ activation: { ...adultTerms.activation, basis: "per_household_capped", cap: null } }, "cap_missing"],
    [{ benefits: [1, 2].map(() => plainBenefit("x", "X", 1, "period")) }, "benefit_twice"],
  ];
  const before = listPlans(club.cx()).length;
  for (const [terms, what] of wrong)
    expect(() => addPlan(club.cx(), { terms: { ...adultTerms, ...terms }, state: "draft" })).toThrowError(
      expect.objectContaining({ code: "plan_terms_wrong", facts: { what } }),
    );
  expect(listPlans(club.cx())).toHaveLength(before);
});

test("PPL-10 a plan shows its members and their dues a month, an annual price by its twelfth", () => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
  const [rosa, ben] = patientIds;
  if (!rosa || !ben) throw new Error("two people");
  club.enrol(householdId, [
    { patientId: rosa, plan: club.adult },
    { patientId: ben, plan: club.adult, periodMonths: 12 },
  ]);
  expect(listPlans(club.cx()).find((plan) => plan.planId === club.adult.planId)).toMatchObject({
    activeMembers: 2,
    monthlyDuesCents: 3700 + 3542,
  });
});
