import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { moneyText } from "../money-text.ts";
import { plainBenefit, plainTerms } from "./plan-defaults.ts";
import { audienceWords, benefitWords, householdWords, planDifferences, planFacts } from "./plan-words.ts";
import type { PlanBenefit, PlanTerms } from "./plan.ts";

const terms: PlanTerms = { ...plainTerms, name: "Adult", prices: [{ months: 1, priceCents: toCents(3700) }] };
const word = (over: Partial<PlanTerms>, label: string) => planFacts({ ...terms, ...over }).find((fact) => fact.label === label)?.words;
const money = (cents: number) => moneyText(cents, 2);

describe("PPL-10 terms as people say them", () => {
  test.each<[over: Partial<PlanTerms>, label: string, words: string]>([
    [{}, "Commitment", "none, month to month"],
    [{ commitmentPeriods: 12 }, "Commitment", "12 periods"],
    [{ commitmentPeriods: 12, earlyExit: { kind: "fixed", cents: toCents(5000), waiverDays: 30 } }, "Leaving early", "50.00, nothing in the first 30 days"],
    [{ commitmentPeriods: 12, earlyExit: { kind: "fixed", cents: toCents(5000), waiverDays: 0 } }, "Leaving early", "50.00"],
    [{ earlyExit: { kind: "remaining_term" } }, "Leaving early", "the rest of the term"],
    [{ reactivation: { rule: "months_of_dues", months: 6, fixedCents: toCents(0) } }, "Reactivation fee", "6 months of dues"],
    [{ reactivation: { rule: "fixed", months: 0, fixedCents: toCents(2500) } }, "Reactivation fee", "25.00"],
    [{ reactivation: { rule: "missed_dues", months: 0, fixedCents: toCents(0) } }, "Reactivation fee", "the dues that were missed"],
    [{ activation: { feeCents: toCents(9900), basis: "per_household_capped", cap: 2, includesFirstPeriod: true } }, "Activation fee", "99.00 for the first 2 members of the household, the first month included"],
    [{ activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } }, "Activation fee", "none"],
    [{ wallet: { kind: "percent", basisPoints: 5000 } }, "Kept as money to spend", "50 % of the dues, kept 90 days after the end"],
    [{ wallet: { kind: "amount", cents: toCents(2000) } }, "Kept as money to spend", "20.00 of each period, kept 90 days after the end"],
    [{ wallet: { kind: "amount", cents: toCents(2000) }, walletAfter: { kind: "forfeit" } }, "Kept as money to spend", "20.00 of each period, lost at the end"],
    [{ wallet: { kind: "amount", cents: toCents(2000) }, walletAfter: { kind: "to_credit" } }, "Kept as money to spend", "20.00 of each period, paid out as credit at the end"],
    [{ taxRatePpm: 88_750 }, "Tax on dues", "8.875 %"],
    [{ discounts: [{ on: { kind: "service", code: "W1" }, off: { kind: "member_price", cents: toCents(9900) } }] }, "Discount on W1", "99.00 for members"],
    [{ audience: { minAge: null, maxAgeExclusive: 14 }, ageOut: "never" }, "Grows out", "at 14, and stays on the plan"],
    [{ audience: { minAge: null, maxAgeExclusive: 14 }, ageOut: "auto", ageOutTo: 3 as never }, "Grows out", "at 14, to a plan that is gone, by itself"],
    [{ agreementRequired: true }, "Agreement", "its own text"],
    [{ agreementRequired: true, agreementTemplateId: 4 }, "Agreement", "one that is gone"],
  ])("PPL-10 %j is said under %s as %s", (over, label, words) => {
    expect(word(over, label)).toBe(words);
  });

  test.each([
    [null, null, "everybody"],
    [14, null, "14 and older"],
    [null, 14, "under 14"],
    [14, 18, "14 to 17"],
  ])("PPL-10 an age band from %j under %j is %s", (minAge, maxAgeExclusive, words) => {
    expect(audienceWords({ minAge, maxAgeExclusive })).toBe(words);
  });

  test("PPL-12 household pricing is read with its last step for every further member", () => {
    const percent = (basisPoints: number) => ({ kind: "percent" as const, basisPoints });
    expect(householdWords({ kind: "nth_member", steps: [{ nth: 2, off: percent(500) }, { nth: 3, off: { kind: "amount", cents: toCents(700) } }] }, money)).toBe(
      "member 2 5 % less, member 3 and every further one 7.00 less",
    );
    expect(householdWords({ kind: "cap", people: 4, prices: [{ months: 12, capCents: toCents(99_000), extraCents: toCents(9900) }] }, money)).toBe(
      "990.00 a year for up to 4 people, 99.00 for each further one",
    );
  });

  test.each<[over: Partial<PlanBenefit>, waiting: number, words: string]>([
    [{}, 0, "2 a benefit year"],
    [{ per: "period", quantity: 1, scope: { kind: "services", codes: ["A", "B"] } }, 0, "1 a period, any of A or B"],
    [{ scope: { kind: "category", category: "Hygiene" }, valueCapCents: toCents(8000) }, 30, "2 a benefit year, any Hygiene, at most 80.00 each, after 30 days"],
    [{ rollover: { kind: "some", units: 1, months: 6 }, shareable: true }, 0, "2 a benefit year, up to 1 of what is left stays for 6 months, shared in the household"],
    [{ rollover: { kind: "all", months: null }, scope: { kind: "services", codes: ["A"] } }, 0, "2 a benefit year, A, what is left stays"],
  ])("PPL-13 a benefit with %j after %i days is read in one line", (over, waiting, words) => {
    expect(benefitWords(plainBenefit("k", "Cleanings", 2, "benefit_year", over), waiting, money)).toBe(words);
  });
});

describe("PPL-11 what changed between two versions", () => {
  test("PPL-11 nothing changed says nothing", () => {
    expect(planDifferences(terms, { ...terms })).toEqual([]);
  });

  test("PPL-11 new and gone benefits are told apart from changed ones", () => {
    const before = { ...terms, benefits: [plainBenefit("a", "Cleanings", 2, "benefit_year"), plainBenefit("b", "X-rays", 1, "benefit_year")] };
    const after = { ...terms, benefits: [plainBenefit("a", "Cleanings", 3, "benefit_year"), plainBenefit("c", "Fluoride", 1, "period")] };
    expect(planDifferences(before, after)).toEqual([
      { label: "Benefit Cleanings", before: "2 a benefit year", after: "3 a benefit year" },
      { label: "Benefit X-rays", before: "1 a benefit year", after: null },
      { label: "Benefit Fluoride", before: null, after: "1 a period" },
    ]);
  });

  test("PPL-11 other words of the agreement are told, not printed", () => {
    expect(planDifferences(terms, { ...terms, agreementText: "More." })).toEqual([{ label: "Words of the agreement", before: "as they were", after: "changed" }]);
  });
});
