import { afterEach, beforeEach, expect, test } from "vitest";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { verify } from "#db/verify.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { breachesOfMoney } from "../payments/desk.fixture.ts";
import { auditSince, lastAuditId, refusalOf } from "./desk.fixture.ts";
import { editPatient } from "./edit-patient.ts";
import { movePatient } from "./move-patient.ts";
import { patientChart, type PatientChart } from "./patient-chart.ts";

let club: Club;
let lee: Family;
let rosa: PatientId;
let ben: PatientId;
beforeEach(() => {
  club = openClub("2026-11-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"], ["Ben", "2007-01-02"]);
  [rosa, ben] = lee.patientIds as [PatientId, PatientId];
});
afterEach(() => {
  expect(breachesOfMoney(club.db)).toEqual([]);
  club.dispose();
});

function chart(patientId: PatientId): PatientChart {
  return patientChart(club.cx(), { patientId });
}

function move(patientId: PatientId, toHouseholdId: HouseholdId | null): HouseholdId {
  return movePatient(club.cx(), { patientId, toHouseholdId }).householdId;
}

test("PPL-3 moving to an own account takes the membership and its paid days along, and no money", () => {
  club.enrol(lee.householdId, [
    { patientId: rosa, plan: club.adult },
    { patientId: ben, plan: club.adult },
  ]);
  club.advanceTo("2026-12-06");
  const [before] = chart(ben).memberships;
  const owed = club.balance(lee.householdId);
  expect(owed.balanceCents).toBeGreaterThan(0);
  const own = move(ben, null);
  const moved = chart(ben);
  expect(moved.memberships).toEqual([before]);
  expect(moved.household).toMatchObject({
    householdId: own,
    name: "Ben Lee",
    payerPatientId: ben,
    paysBy: "manual",
    balanceCents: 0,
  });
  expect(club.balance(lee.householdId)).toEqual(owed);
  expect(chart(rosa).household.members.map(({ name }) => name)).toEqual(["Rosa Lee"]);
});

test("PPL-3 after the move each household is drawn for its own members only", () => {
  club.enrol(lee.householdId, [
    { patientId: rosa, plan: club.adult },
    { patientId: ben, plan: club.adult },
  ]);
  const own = move(ben, null);
  club.advanceTo("2026-12-05");
  const draws = (householdId: HouseholdId): number[] =>
    club.invoices(householdId).filter(({ kind }) => kind === "draw").map(({ totalCents }) => totalCents);
  expect([draws(lee.householdId), draws(own)]).toEqual([[3700], [3700]]);
  expect(verify(club.db).breaches).toEqual([]);
});

test("PPL-3 the payer does not leave others behind without another payer", () => {
  expect(refusalOf(() => move(rosa, null))).toBe("payer_leaves_household");
});

test("PPL-3 the last member does not leave an open balance or a credit behind", () => {
  const ortiz = club.family("Ortiz", ["Ana", "1990-01-01"]);
  const [ana] = ortiz.patientIds as [PatientId];
  club.enrol(ortiz.householdId, [{ patientId: ana, plan: club.adult }], { unpaid: true });
  expect(refusalOf(() => move(ana, lee.householdId))).toBe("household_left_with_money");
  club.payAll(ortiz.householdId);
  expect(move(ana, lee.householdId)).toBe(lee.householdId);
  expect(chart(ana).household.members.map(({ name }) => name)).toEqual(["Rosa Lee", "Ana Ortiz", "Ben Lee"]);
  // The account is empty, but its invoice and payment stay where they were made.
  expect(club.invoices(ortiz.householdId)).toHaveLength(1);
});

test("PPL-3 a move that changes nothing is refused", () => {
  expect(refusalOf(() => move(ben, lee.householdId))).toBe("already_in_household");
  const own = move(ben, null);
  expect(refusalOf(() => move(ben, null))).toBe("already_on_own_account");
  expect(refusalOf(() => move(ben, own))).toBe("already_in_household");
});

test("PPL-3 the new account has the address where the person lives", () => {
  const elm = { line1: "1 Elm St", line2: "", city: "Salem", region: "MA", postalCode: "01970", country: "US" };
  editPatient(club.cx(), { patientId: ben, version: 1, form: { ...chart(ben).form, ownAddress: elm } });
  move(ben, null);
  expect(chart(ben)).toMatchObject({ form: { ownAddress: null }, household: { address: elm } });
});

test("F-11 a move is recorded with both households and the memberships that went along", () => {
  const { membershipIds } = club.enrol(lee.householdId, [{ patientId: ben, plan: club.adult }]);
  const before = lastAuditId(club.db);
  const own = move(ben, null);
  expect(auditSince(club.db, before)).toEqual([
    { action: "household.opened", subject: `household/${own}`, before: null, after: { name: "Ben Lee" } },
    {
      action: "patient.moved",
      subject: `patient/${ben}`,
      before: { householdId: lee.householdId },
      after: { householdId: own, memberships: membershipIds.join(", ") },
    },
  ]);
});
