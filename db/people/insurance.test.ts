import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { asId, type InsurancePolicyId, type PatientId } from "#domain/identity.ts";
import { noAddress } from "#domain/people/address.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import {
  attachPolicyRow,
  countDetached,
  detachPolicyRow,
  findPolicy,
  findPolicyOn,
  insertPolicy,
  listDetached,
  listPolicies,
  orderPolicies,
  type PolicyTerms,
} from "./insurance.ts";
import { addFamily, named } from "./testing.ts";

let file: TestFile;
let rosa: PatientId;
let ben: PatientId;
beforeEach(() => {
  file = openTestFile();
  [rosa, ben] = addFamily(file.db, [named("Rosa", "Lee", null), named("Ben", "Lee", null)], { address: noAddress }).patientIds as [PatientId, PatientId];
});
afterEach(() => file.dispose());

const terms = (carrier: string, effectiveOn: string, termOn: string | null = null): PolicyTerms => ({
  carrier,
  planName: "",
  memberNumber: "",
  groupNumber: "",
  holderName: "",
  relation: "self",
  effectiveOn: toDay(effectiveOn),
  termOn: termOn === null ? null : toDay(termOn),
});
const add = (patientId: PatientId, of: PolicyTerms): InsurancePolicyId =>
  file.db.write((db) => insertPolicy(db, patientId, of, { createdBy: null, createdAt: toInstant("2027-01-05T12:00:00.000Z") }));
const order = (patientId: PatientId) => file.db.read((db) => listPolicies(db, patientId).map(({ carrier, position }) => `${position} ${carrier}`));

test("PPL-8 each new policy stands last, and an order that is given holds", () => {
  const [a, b, c] = ["A", "B", "C"].map((carrier) => add(rosa, terms(carrier, "2026-01-01"))) as [InsurancePolicyId, InsurancePolicyId, InsurancePolicyId];
  expect(order(rosa)).toEqual(["1 A", "2 B", "3 C"]);
  file.db.write((db) => orderPolicies(db, [c, a, b]));
  expect(order(rosa)).toEqual(["1 C", "2 A", "3 B"]);
});

test.each([
  ["2025-12-31", undefined],
  ["2026-01-01", "A"],
  ["2026-06-30", "A"],
  ["2026-07-01", "B"],
  ["2027-07-01", "B"],
])("PPL-8 the policy that comes first on %s is %s: from its first day up to the day before its end", (on, carrier) => {
  add(rosa, terms("A", "2026-01-01", "2026-07-01"));
  add(rosa, terms("B", "2026-03-01"));
  expect(file.db.read((db) => findPolicyOn(db, rosa, toDay(on))?.carrier)).toBe(carrier);
});

test("PPL-8 what is detached is on no profile, counts for no day, and keeps whose it was until it is attached", () => {
  const policyId = add(rosa, terms("A", "2026-01-01"));
  file.db.write((db) => detachPolicyRow(db, policyId, toDay("2027-01-05"), "Is Ben's"));
  expect(file.db.read((db) => [listPolicies(db, rosa), findPolicyOn(db, rosa, toDay("2027-01-06")), countDetached(db)])).toEqual([[], undefined, 1]);
  expect(file.db.read((db) => listDetached(db))).toMatchObject([{ patientId: rosa, patientName: "Rosa Lee", detachedOn: "2027-01-05", detachedWhy: "Is Ben's", version: 2 }]);
  add(ben, terms("B", "2026-01-01"));
  file.db.write((db) => attachPolicyRow(db, policyId, ben));
  expect(order(ben)).toEqual(["1 B", "2 A"]);
  expect(file.db.read((db) => findPolicy(db, policyId))).toMatchObject({ patientId: ben, detachedOn: null, detachedWhy: null, version: 3, uses: 0 });
  expect(file.db.read((db) => findPolicy(db, asId<InsurancePolicyId>(99)))).toBeUndefined();
});
