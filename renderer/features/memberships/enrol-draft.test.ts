import { describe, expect, test } from "vitest";
import type { PlanView } from "#contract/memberships.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type PatientId, type PlanId, type PlanVersionId } from "#domain/identity.ts";
import { plainTerms } from "#domain/memberships/plan-defaults.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { enrolmentOf, isOnNoPlan, mayJoin, newMember, signedPlaces, wished, type EnrolDraft } from "./enrol-draft.ts";

const plan = (id: number, over: Partial<PlanTerms>): PlanView => ({
  planId: asId<PlanId>(id),
  planVersionId: asId<PlanVersionId>(id),
  versionNumber: 1,
  version: 1,
  name: over.name ?? "Plan",
  state: "on_sale",
  terms: { ...plainTerms, prices: [{ months: 3, priceCents: toCents(9900) }], ...over } as PlanView["terms"],
  activeMembers: 0,
  monthlyDuesCents: toCents(0),
});
const adult = plan(1, { name: "Adult", audience: { minAge: 14, maxAgeExclusive: null }, agreementRequired: true });
const child = plan(2, { name: "Child", audience: { minAge: null, maxAgeExclusive: 14 } });
const anybody = plan(3, { name: "Anybody" });

type Person = Parameters<typeof newMember>[0];
const person = (age: number | null, over: Partial<Person> = {}): Person => ({
  patientId: asId<PatientId>(7),
  name: "Mia Lee",
  age,
  isPayer: false,
  status: "active",
  standing: null,
  ...over,
}) as Person;

describe("MEM-1 a row begins with the plan that fits", () => {
  test.each([
    [40, [adult, child], 1],
    [13, [adult, child], 2],
    [14, [adult, child], 1],
    [null, [adult, child], null],
    [null, [adult, child, anybody], 3],
    // Of two that fit, the one most members are on.
    [40, [adult, { ...anybody, activeMembers: 5 }], 3],
    [40, [{ ...adult, activeMembers: 9 }, { ...anybody, activeMembers: 5 }], 1],
  ])("MEM-1 at %j of %#: plan %j", (age, plans, wanted) => {
    expect(newMember(person(age), plans)).toMatchObject({ planVersionId: wanted, periodMonths: wanted === null ? 1 : 3, waiver: null });
  });
});

test("MEM-1 who may join, and who is not on a plan yet", () => {
  expect([person(40), person(40, { status: "deceased" }), person(40, { status: "inactive" }), person(40, { status: "non_patient" })].map(mayJoin)).toEqual([true, false, false, false]);
  expect([null, "active", "pending", "cancelled", "lapsed"].map((standing) => isOnNoPlan(person(40, { standing } as Partial<Person>)))).toEqual([true, false, false, true, true]);
});

test("MEM-1 the office is asked once everybody has a plan and the start is known", () => {
  const draft: EnrolDraft = {
    members: [newMember(person(40), [adult])],
    startOn: toDay("2026-04-20"),
    drawDay: 5,
    firstMoney: "stub_now",
    couponCode: "",
  };
  const household = asId<HouseholdId>(3);
  expect(enrolmentOf(household, draft)).toMatchObject({ householdId: 3, drawDay: 5, couponCode: null, members: [{ patientId: 7, planVersionId: 1 }] });
  expect(enrolmentOf(household, { ...draft, couponCode: "SPRING" })?.couponCode).toBe("SPRING");
  expect(enrolmentOf(household, { ...draft, startOn: null })).toBeNull();
  expect(enrolmentOf(household, { ...draft, members: [] })).toBeNull();
  expect(enrolmentOf(household, { ...draft, members: [newMember(person(null), [adult])] })).toBeNull();
});

test("MEM-8 only the members of plans that are signed are asked to sign", () => {
  expect(signedPlaces([newMember(person(8), [child]), newMember(person(40), [adult])], [adult, child])).toEqual([1]);
});

describe("PKG-4 the enrolment begins with what was asked for on the portal", () => {
  const plus = plan(4, { name: "Plus", prices: [{ months: 1, priceCents: toCents(900) }, { months: 12, priceCents: toCents(9900) }] });
  const row = newMember(person(40), [adult, plus]);

  test.each<[what: string, wish: { planId: number; months: number }, planVersionId: number, months: number]>([
    ["the plan and the period", { planId: 4, months: 12 }, 4, 12],
    ["a period the plan has not: its first one", { planId: 4, months: 6 }, 4, 1],
    ["a plan that is not on sale any more: as without a wish", { planId: 99, months: 12 }, 1, 3],
    ["nothing asked for", { planId: 0, months: 0 }, 1, 3],
  ])("PKG-4 %s", (_, wish, planVersionId, months) => {
    expect(wished(row, [adult, plus], wish)).toMatchObject({ planVersionId, periodMonths: months, waiver: null });
  });
});
