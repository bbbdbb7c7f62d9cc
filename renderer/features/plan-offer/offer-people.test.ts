import { expect, test } from "vitest";
import { fitsPlan, offerPeople } from "./offer-people.ts";

const member = (patientId: number, over: object = {}) => ({ patientId, name: `Person ${patientId}`, age: 40, birthOn: null, isPayer: false, status: "active", standing: null, ...over });
const chart = (...members: object[]) => ({ household: { members } }) as never;
const plan = (minAge: number | null, maxAgeExclusive: number | null) => ({ terms: { audience: { minAge, maxAgeExclusive } } }) as never;

test.each([
  ["never on a plan", null, true],
  ["left one", "cancelled", true],
  ["lapsed", "lapsed", true],
  ["active", "active", false],
  ["past due", "past_due", false],
  ["on hold", "on_hold", false],
  ["about to leave", "cancelling", false],
  ["waiting to begin", "pending", false],
])("DOC-1 somebody who is %s can be offered a plan: %s", (_, standing, expected) => {
  expect(offerPeople(chart(member(1, { standing })))).toHaveLength(expected ? 1 : 0);
});

test("DOC-1 nobody who died is offered anything", () => {
  expect(offerPeople(chart(member(1, { status: "deceased" }), member(2)))).toMatchObject([{ patientId: 2 }]);
});

test.each([
  [13, 14, null, false],
  [14, 14, null, true],
  [13, null, 14, true],
  [14, null, 14, false],
  [40, null, null, true],
  [null, 14, 18, true],
])("DOC-1 at the age of %s a plan from %s and below %s fits: %s", (age, minAge, below, expected) => {
  expect(fitsPlan({ age }, plan(minAge, below))).toBe(expected);
});
