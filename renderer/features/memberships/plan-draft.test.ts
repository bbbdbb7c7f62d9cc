import { expect, test } from "vitest";
import { checkPlanTerms } from "#domain/memberships/plan-check.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { draftOf, firstYearCents, termsOf } from "./plan-draft.ts";

test("PPL-10 a plan that is opened and saved again keeps every term, also those the form does not show", () => {
  const terms = {
    ...termsOf({
      ...draftOf(null),
      name: "Adult",
      prices: { 1: toCents(3700), 3: null, 6: null, 12: toCents(42500) },
    }),
    waitingDays: 30,
    discounts: [{ on: { kind: "all" as const }, off: { kind: "percent" as const, basisPoints: 1500 } }],
  };
  expect(termsOf(draftOf(terms))).toEqual(terms);
});

test("PPL-10 benefits get a short name of their own once, whatever the label says later", () => {
  const draft = draftOf(null);
  const [made] = termsOf({
    ...draft,
    benefits: [plainBenefit("", " Cleanings ", 2, "benefit_year")],
  }).benefits;
  expect(made).toEqual(plainBenefit("cleanings_1", "Cleanings", 2, "benefit_year"));
  const [renamed] = termsOf({
    ...draft,
    benefits: [{ ...(made as NonNullable<typeof made>), label: "Hygiene visits" }],
  }).benefits;
  expect(renamed?.key).toBe("cleanings_1");
  const twice = termsOf({
    ...draft,
    name: "Adult",
    prices: { 1: toCents(100), 3: null, 6: null, 12: null },
    benefits: [
      plainBenefit("", "Ø", 1, "period"),
      plainBenefit("", "Ø", 1, "period"),
    ],
  });
  expect(() => checkPlanTerms(twice)).not.toThrow();
});

test("PPL-10 the first year is the periods and the fee, less the month that the fee includes", () => {
  const draft = {
    ...draftOf(null),
    activationCents: toCents(9900),
    prices: { 1: toCents(3700), 3: null, 6: null, 12: toCents(42500) },
  };
  expect(firstYearCents(termsOf(draft), 1)).toBe(12 * 3700 + 9900);
  expect(firstYearCents(termsOf({ ...draft, includesFirstPeriod: true }), 1)).toBe(
    11 * 3700 + 9900,
  );
  expect(firstYearCents(termsOf(draft), 12)).toBe(42500 + 9900);
  expect(firstYearCents(termsOf(draft), 3)).toBeNull();
});
