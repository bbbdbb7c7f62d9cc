import { describe, expect, test } from "vitest";
import { checkPlanTerms } from "#domain/memberships/plan-check.ts";
import { plainBenefit, plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { specialties } from "#domain/starters/starter-set.ts";
import { starterSets } from "#domain/starters/starter-sets.ts";
import { draftOf, firstPricing, newBenefit, newTerms, termsOf, withNextStep, type PlanDraft } from "./plan-draft.ts";

const prices = { 1: toCents(3700), 3: null, 6: null, 12: toCents(42_500) };
const draft = (over: Partial<PlanDraft> = {}): PlanDraft => ({ ...draftOf(newTerms), name: "Adult", prices, ...over });

describe("PPL-10 a plan in the form", () => {
  test("PPL-10 every plan of every starter set is the same after being opened and saved", () => {
    for (const specialty of specialties)
      for (const { terms } of starterSets[specialty].plans) expect(termsOf(draftOf(terms))).toEqual(terms);
  });

  test("PPL-10 a new plan with a name and a price can be saved as it stands, and is signed by its members", () => {
    const terms = termsOf(draft());
    expect(checkPlanTerms(terms)).toBe(terms);
    expect(terms.agreementRequired).toBe(true);
    expect(terms.agreementText).toContain("not insurance");
  });

  test("PPL-10 what no longer makes sense is left out: a cap without its basis, a charge for leaving without a term, a successor without an end", () => {
    const terms = termsOf(
      draft({
        activation: { feeCents: null, basis: "per_member", cap: 3, includesFirstPeriod: false },
        earlyExit: { kind: "remaining_term" },
        ageOutTo: 4 as never,
        agreementRequired: false,
        agreementTemplateId: 7,
      }),
    );
    expect(terms).toMatchObject({ activation: { feeCents: 0, cap: null }, earlyExit: { kind: "none" }, ageOutTo: null, agreementTemplateId: null });
  });
});

describe("PPL-13 benefits in the form", () => {
  test("PPL-13 they get a short name of their own once, whatever the label says later", () => {
    const [made] = termsOf(draft({ benefits: [{ ...plainBenefit("", " Cleanings ", 2, "benefit_year"), id: 1 }] })).benefits;
    expect(made).toEqual(plainBenefit("cleanings_1", "Cleanings", 2, "benefit_year"));
    if (!made) throw new Error("one benefit");
    const [renamed] = termsOf(draft({ benefits: [{ ...made, label: "Hygiene visits", id: 1 }] })).benefits;
    expect(renamed?.key).toBe("cleanings_1");
  });

  test("PPL-13 letters without a plain form still make two different keys, and an empty row is left out", () => {
    const rows = ["Ø", "Ø", "  "].map((label, id) => ({ ...plainBenefit("", label, 1, "period"), id }));
    const terms = termsOf(draft({ benefits: rows }));
    expect(terms.benefits).toHaveLength(2);
    expect(() => checkPlanTerms(terms)).not.toThrow();
  });

  test("PPL-13 a new row never has the number of another one", () => {
    const one = draft({ benefits: [newBenefit(draft())] });
    const two = draft({ benefits: [...one.benefits, newBenefit(one)] });
    expect(new Set([...two.benefits, newBenefit(two)].map(({ id }) => id)).size).toBe(3);
  });
});

describe("PPL-12 household pricing in the form", () => {
  const saved = (householdPricing: PlanTerms["householdPricing"]) => termsOf(draft({ householdPricing })).householdPricing;

  test("PPL-12 each kind begins with something that can be saved", () => {
    for (const kind of ["none", "nth_member", "cap"] as const) {
      const terms = termsOf(draft({ householdPricing: firstPricing(kind, prices) }));
      expect(checkPlanTerms(terms).householdPricing.kind).toBe(kind);
    }
  });

  test("PPL-12 steps go on with the next member and five percent more, and never beyond everything", () => {
    let pricing = firstPricing("nth_member", prices);
    for (let step = 0; step < 20; step += 1) if (pricing.kind === "nth_member") pricing = withNextStep(pricing);
    if (pricing.kind !== "nth_member") throw new Error("steps");
    expect(pricing.steps.slice(0, 2)).toEqual([
      { nth: 2, off: { kind: "percent", basisPoints: 1000 } },
      { nth: 3, off: { kind: "percent", basisPoints: 1500 } },
    ]);
    expect(pricing.steps.at(-1)).toEqual({ nth: 22, off: { kind: "percent", basisPoints: 10_000 } });
  });

  test("PPL-12 a family price of a period that is not sold any more goes with its price", () => {
    const capped = { kind: "cap" as const, people: 4, prices: [1, 3].map((months) => ({ months: months as 1 | 3, capCents: toCents(10_000), extraCents: toCents(0) })) };
    expect(saved(capped)).toEqual({ ...capped, prices: [capped.prices[0]] });
    expect(draftOf({ ...plainTerms, householdPricing: capped }).householdPricing).toEqual(capped);
  });
});
