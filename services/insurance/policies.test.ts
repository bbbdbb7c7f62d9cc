import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { verify } from "#db/verify.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type InsurancePolicyId, type PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PolicyTerms } from "#db/people/insurance.ts";
import { mergePatients } from "../households/merge-patients.ts";
import { undoPatientMerge } from "../households/undo-patient-merge.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { removePatient } from "../people/remove-patient.ts";
import { addPolicy, attachPolicy, detachPolicy, editPolicy, makePolicyFirst, removePolicy } from "./change-policies.ts";
import { holdingArea, policiesOf, policiesOfInvoice } from "./list-policies.ts";

let club: Club;
let lee: Family;
let rosa: PatientId;
let ben: PatientId;
beforeEach(() => {
  club = openClub("2027-01-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"], ["Ben", "1982-01-02"]);
  [rosa, ben] = lee.patientIds as [PatientId, PatientId];
});
afterEach(() => {
  expect(verify(club.db).breaches).toEqual([]);
  club.dispose();
});

const terms = (carrier: string, over: Partial<PolicyTerms> = {}): PolicyTerms => ({
  carrier,
  planName: "",
  memberNumber: "",
  groupNumber: "",
  holderName: "",
  relation: "self",
  effectiveOn: toDay("2026-01-01"),
  termOn: null,
  ...over,
});
const add = (patientId: PatientId, carrier: string, over: Partial<PolicyTerms> = {}): InsurancePolicyId =>
  addPolicy(club.cx(), { patientId, terms: terms(carrier, over) }).policyId;
const carriers = (patientId: PatientId) => policiesOf(club.cx(), { patientId }).policies.map(({ carrier }) => carrier);
const visit = (patientId: PatientId, ...days: readonly string[]) =>
  issueTyped(club.cx(), {
    householdId: lee.householdId,
    termsDays: 0,
    lines: days.map((on) => ({ patientId, kind: "service", description: "Cleaning", serviceOn: toDay(on), quantity: 1, unitCents: toCents(9500), taxRatePpm: 0 })),
  }).invoiceId;
const kept = (invoiceId: ReturnType<typeof visit>) =>
  policiesOfInvoice(club.cx(), { invoiceId }).map(({ position, carrier, termOn }) => `${position} ${carrier} ${termOn}`);

test("PPL-8 the policies of a patient stand in their order, and any can be made the first", () => {
  add(rosa, "Bay State");
  const second = add(rosa, "Pilgrim");
  add(rosa, "Acme");
  makePolicyFirst(club.cx(), { policyId: second });
  expect(carriers(rosa)).toEqual(["Pilgrim", "Bay State", "Acme"]);
  expect(carriers(ben)).toEqual([]);
});

test("PPL-8 an invoice keeps the policies of its visit as they were, in their order; later changes leave it alone", () => {
  const policyId = add(rosa, "Bay State");
  add(rosa, "Pilgrim", { effectiveOn: toDay("2027-01-04") });
  add(rosa, "Gone", { termOn: toDay("2027-01-03") });
  // The visit is the first day of service: on the 3rd the second policy had not begun, and the third was over.
  const before = visit(rosa, "2027-01-05", "2027-01-03");
  const invoiceId = visit(rosa, "2027-01-05");
  expect([kept(before), kept(invoiceId)]).toEqual([["1 Bay State null"], ["1 Bay State null", "2 Pilgrim null"]]);
  editPolicy(club.cx(), { policyId, version: 1, terms: terms("Bay State Dental", { termOn: toDay("2027-01-05") }) });
  detachPolicy(club.cx(), { policyId, version: 2, why: "Changed jobs" });
  expect(kept(invoiceId)).toEqual(["1 Bay State null", "2 Pilgrim null"]);
  expect(kept(visit(rosa, "2027-01-05"))).toEqual(["1 Pilgrim null"]);
  expect(kept(visit(ben, "2027-01-05"))).toEqual([]);
});

test("PPL-8 the holding area lists what was detached and why; from there it goes to any chart", () => {
  const policyId = add(rosa, "Bay State");
  detachPolicy(club.cx(), { policyId, version: 1, why: " Is Ben's " });
  expect(carriers(rosa)).toEqual([]);
  expect(holdingArea(club.cx())).toMatchObject([{ carrier: "Bay State", patientName: "Rosa Lee", detachedWhy: "Is Ben's", detachedOn: "2027-01-05" }]);
  expect(policiesOf(club.cx(), { patientId: ben }).inHolding).toBe(1);
  attachPolicy(club.cx(), { policyId, patientId: ben });
  expect([carriers(rosa), carriers(ben), holdingArea(club.cx())]).toEqual([[], ["Bay State"], []]);
});

test("PPL-8 deleted only if no invoice ever kept it", () => {
  const unused = add(rosa, "Typo");
  const policyId = add(rosa, "Bay State");
  removePolicy(club.cx(), { policyId: unused, version: 1 });
  visit(rosa, "2027-01-05");
  expect(refusalOf(() => removePolicy(club.cx(), { policyId, version: 1 }))).toBe("policy_used");
  detachPolicy(club.cx(), { policyId, version: 1, why: "Ended" });
  expect(refusalOf(() => removePolicy(club.cx(), { policyId, version: 2 }))).toBe("policy_used");
});

test("PPL-8 F-18 what cannot be is refused in words, and nothing is changed", () => {
  const policyId = add(rosa, "Bay State");
  const nobody = asId<InsurancePolicyId>(999);
  expect(refusalOf(() => add(rosa, "  "))).toBe("policy_without_carrier");
  expect(refusalOf(() => add(rosa, "X", { termOn: toDay("2025-12-31") }))).toBe("policy_ends_before");
  expect(refusalOf(() => add(asId<PatientId>(999), "X"))).toBe("patient_not_found");
  expect(refusalOf(() => editPolicy(club.cx(), { policyId, version: 7, terms: terms("X") }))).toBe("record_changed_meanwhile");
  expect(refusalOf(() => removePolicy(club.cx(), { policyId: nobody, version: 1 }))).toBe("policy_not_found");
  expect(refusalOf(() => attachPolicy(club.cx(), { policyId, patientId: ben }))).toBe("policy_not_detached");
  detachPolicy(club.cx(), { policyId, version: 1, why: "Ended" });
  expect(refusalOf(() => makePolicyFirst(club.cx(), { policyId }))).toBe("policy_detached");
  expect(refusalOf(() => detachPolicy(club.cx(), { policyId, version: 2, why: "Again" }))).toBe("policy_detached");
});

test("PPL-8 a plan that is not for the insured refuses somebody with a policy on the start day, and no one else", () => {
  const policyId = add(rosa, "Bay State");
  const enrol = (plan: typeof club.adult, startOn = "2027-01-05") => () => club.enrol(lee.householdId, [{ patientId: rosa, plan }], { startOn });
  expect(refusalOf(enrol(club.adult))).toBe("patient_is_insured");
  enrol(club.plan({ name: "Anybody", insuredAllowed: true }))();
  editPolicy(club.cx(), { policyId, version: 1, terms: terms("Bay State", { termOn: toDay("2027-01-05") }) });
  enrol(club.adult)();
  club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult }]);
});

test("PPL-5 PPL-8 a chart with a policy is kept, and a merge of charts takes policies along and back", () => {
  const kim = club.join(lee.householdId, "Kim", "Lee", null);
  add(kim, "Bay State");
  expect(refusalOf(() => removePatient(club.cx(), { patientId: kim, version: 1 }))).toBe("patient_has_history");
  const { mergeId } = mergePatients(club.cx(), { survivorId: ben, mergedId: kim });
  expect(carriers(ben)).toEqual(["Bay State"]);
  undoPatientMerge(club.cx(), { mergeId });
  expect([carriers(ben), carriers(kim)]).toEqual([[], ["Bay State"]]);
});
