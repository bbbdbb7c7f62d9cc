import { expect, test } from "vitest";
import { toCents } from "../money.ts";
import type { Refusal } from "../refusal.ts";
import { checkPlanTerms } from "./plan-check.ts";
import { plainBenefit, plainTerms } from "./plan-defaults.ts";
import type { MemberDiscount, PlanBenefit, PlanTerms } from "./plan.ts";

const terms: PlanTerms = {
  ...plainTerms,
  name: "Adult",
  audience: { minAge: 14, maxAgeExclusive: null },
  prices: [{ months: 1, priceCents: toCents(3700) }],
  activation: { ...plainTerms.activation, feeCents: toCents(9900) },
  reactivation: { rule: "fixed", months: 0, fixedCents: toCents(2500) },
};
const { activation, reactivation } = terms;
const benefit = (key: string, over: Partial<PlanBenefit> = {}) => plainBenefit(key, key, 1, "period", over);

test.each<[what: string, over: Partial<PlanTerms>, problem: string | null]>([
  ["as they are", {}, null],
  ["without any fee", { activation: { ...activation, feeCents: toCents(0) } }, null],
  ["for everybody", { audience: { minAge: null, maxAgeExclusive: null } }, null],
  ["for one year of age", { audience: { minAge: 17, maxAgeExclusive: 18 } }, null],
  ["for nobody: the upper age is the lower one", { audience: { minAge: 18, maxAgeExclusive: 18 } }, "age_band"],
  ["for nobody: the ages are the wrong way round", { audience: { minAge: 18, maxAgeExclusive: 14 } }, "age_band"],
  ["sold in no way at all", { prices: [] }, "price_missing"],
  ["given away", { prices: [{ months: 12, priceCents: toCents(0) }] }, "price_missing"],
  ["with a price below zero beside a good one", { prices: [...terms.prices, { months: 12, priceCents: toCents(-1) }] }, "price_missing"],
  ["with two prices a month", { prices: [...terms.prices, { months: 1, priceCents: toCents(100) }] }, "price_twice"],
  ["with all four periods", { prices: ([1, 3, 6, 12] as const).map((months) => ({ months, priceCents: toCents(months * 100) })) }, null],
  ["with an activation fee below zero", { activation: { ...activation, feeCents: toCents(-9900) } }, "fee_negative"],
  ["with a reactivation fee below zero", { reactivation: { ...reactivation, fixedCents: toCents(-1) } }, "fee_negative"],
  ["with a household cap that is not said", { activation: { ...activation, basis: "per_household_capped" } }, "cap_missing"],
  ["with a household cap of two", { activation: { ...activation, basis: "per_household_capped", cap: 2 } }, null],
  ["with the same benefit twice", { benefits: [benefit("exam"), benefit("exam")] }, "benefit_twice"],
  ["with two benefits", { benefits: [benefit("exam"), benefit("cleaning")] }, null],
])("PPL-10 a plan %s", judge);

function judge(_: string, over: Partial<PlanTerms>, problem: string | null): void {
  const work = () => checkPlanTerms({ ...terms, ...over });
  if (problem === null) expect(work()).toEqual({ ...terms, ...over });
  else expect(work).toThrow(expect.objectContaining({ code: "plan_terms_wrong", facts: { what: problem } }) as Refusal);
}

const off = (basisPoints: number) => ({ kind: "percent" as const, basisPoints });
const nth = (...numbers: number[]): Partial<PlanTerms> => ({
  householdPricing: { kind: "nth_member", steps: numbers.map((one) => ({ nth: one, off: off(1000) })) },
});
const familyPrice = (people: number, capCents: number, extraCents: number, months: 1 | 12 = 1): Partial<PlanTerms> => ({
  householdPricing: { kind: "cap", people, prices: [{ months, capCents: toCents(capCents), extraCents: toCents(extraCents) }] },
});

test.each<[what: string, over: Partial<PlanTerms>, problem: string | null]>([
  ["10 % less from the second and the third member", nth(2, 3), null],
  ["a step for the first member", nth(1, 2), "household_steps"],
  ["no step at all", nth(), "household_steps"],
  ["the same step twice", nth(2, 2), "household_steps"],
  ["steps that go backwards", nth(3, 2), "household_steps"],
  ["nothing off", { householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: off(0) }] } }, "household_reduction"],
  ["an amount of nothing", { householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "amount", cents: toCents(0) } }] } }, "household_reduction"],
  ["100.00 for up to four and 15.00 for each further one", familyPrice(4, 10000, 1500), null],
  ["further members for nothing", familyPrice(4, 10000, 0), null],
  ["a family of one", familyPrice(1, 10000, 1500), "household_cap"],
  ["a family price of nothing", familyPrice(4, 0, 1500), "household_cap"],
  ["a further member below nothing", familyPrice(4, 10000, -1), "household_cap"],
  ["a family price a year of a plan that is sold a month", familyPrice(4, 10000, 0, 12), "household_cap"],
  ["a family price for no period", { householdPricing: { kind: "cap", people: 3, prices: [] } }, "household_cap"],
])("PPL-12 household pricing with %s", judge);

test.each<[what: string, over: Partial<PlanTerms>, problem: string | null]>([
  ["the rest of twelve months", { commitmentPeriods: 12, earlyExit: { kind: "remaining_term" } }, null],
  ["the rest of nothing", { earlyExit: { kind: "remaining_term" } }, "early_exit_without_term"],
  ["what was used of nothing", { earlyExit: { kind: "claw_back" } }, "early_exit_without_term"],
  ["50.00 after 30 days", { commitmentPeriods: 6, earlyExit: { kind: "fixed", cents: toCents(5000), waiverDays: 30 } }, null],
  ["a fee of nothing", { commitmentPeriods: 6, earlyExit: { kind: "fixed", cents: toCents(0), waiverDays: 0 } }, "early_exit_fee"],
  ["a fee waived for less than no day", { commitmentPeriods: 6, earlyExit: { kind: "fixed", cents: toCents(1), waiverDays: -1 } }, "early_exit_fee"],
])("PPL-10 leaving early costs %s", judge);

test.each<[what: string, over: Partial<PlanBenefit>, problem: string | null]>([
  ["one of three services", { scope: { kind: "services", codes: ["A", "B", "C"] } }, null],
  ["one of no services", { scope: { kind: "services", codes: [] } }, "benefit_services"],
  ["one of the same service", { scope: { kind: "services", codes: ["A", "A"] } }, "benefit_services"],
  ["a category", { scope: { kind: "category", category: "Hygiene" } }, null],
  ["a category without a name", { scope: { kind: "category", category: "  " } }, "benefit_services"],
  ["at most 80.00 each", { valueCapCents: toCents(8000) }, null],
  ["at most nothing each", { valueCapCents: toCents(0) }, "benefit_cap"],
  ["two kept for six months", { rollover: { kind: "some", units: 2, months: 6 } }, null],
  ["all kept for good", { rollover: { kind: "all", months: null } }, null],
  ["none of them kept, said as a number", { rollover: { kind: "some", units: 0, months: null } }, "benefit_rollover"],
  ["all kept for no time", { rollover: { kind: "all", months: 0 } }, "benefit_rollover"],
])("PPL-13 a benefit of %s", (what, over, problem) => judge(what, { benefits: [benefit("exam", over)] }, problem));

test.each<[what: string, wallet: PlanTerms["wallet"], problem: string | null]>([
  ["all dues", { kind: "percent", basisPoints: 10_000 }, null],
  ["no part of the dues", { kind: "percent", basisPoints: 0 }, "wallet"],
  ["20.00 of 37.00", { kind: "amount", cents: toCents(2000) }, null],
  ["37.01 of 37.00", { kind: "amount", cents: toCents(3701) }, "wallet"],
  ["nothing, as an amount", { kind: "amount", cents: toCents(0) }, "wallet"],
])("PPL-13 a wallet of %s", (what, wallet, problem) => judge(what, { wallet }, problem));

const fillings: MemberDiscount["on"] = { kind: "category", category: "Fillings" };
test.each<[what: string, discounts: readonly MemberDiscount[], problem: string | null]>([
  ["15 % off everything and 20 % off fillings", [{ on: { kind: "all" }, off: off(1500) }, { on: fillings, off: off(2000) }], null],
  ["two on the same category", [{ on: fillings, off: off(1500) }, { on: fillings, off: off(2000) }], "discount_twice"],
  ["a member price for a service", [{ on: { kind: "service", code: "W1" }, off: { kind: "member_price", cents: toCents(9900) } }], null],
  ["one price for everything", [{ on: { kind: "all" }, off: { kind: "member_price", cents: toCents(100) } }], "discount_amount"],
  ["a price below nothing", [{ on: fillings, off: { kind: "member_price", cents: toCents(-1) } }], "discount_amount"],
  ["0 % off", [{ on: { kind: "all" }, off: off(0) }], "discount_amount"],
  ["a category without a name", [{ on: { kind: "category", category: "" }, off: off(100) }], "discount_on_nothing"],
  ["a service without a code", [{ on: { kind: "service", code: " " }, off: off(100) }], "discount_on_nothing"],
])("PPL-13 member discounts with %s", (what, discounts, problem) => judge(what, { discounts }, problem));
