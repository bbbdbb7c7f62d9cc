import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId } from "#domain/identity.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { addPatient } from "./add-patient.ts";
import { auditSince, form, lastAuditId, newHousehold, refusalOf } from "./desk.fixture.ts";
import { patientChart } from "./patient-chart.ts";

let club: Club;
beforeEach(() => {
  club = openClub("2026-11-22");
});
afterEach(() => club.dispose());

const rosa = form({ firstName: "Rosa", lastName: "Lee", birthOn: toDay("1984-03-07") });

test("PPL-1 a new person gets a chart number, a household of their own, and pays for it", () => {
  const added = addPatient(club.cx(), { form: rosa, household: newHousehold });
  const chart = patientChart(club.cx(), added);
  expect(chart).toMatchObject({ name: "Rosa Lee", age: 42, chartNumber: "1", version: 1, form: rosa });
  expect(chart.household).toMatchObject({
    name: "Rosa Lee",
    payerPatientId: added.patientId,
    members: [{ patientId: added.patientId, isPayer: true }],
  });
});

test("PPL-3 a child joins the household and leaves its payer as it is", () => {
  const { householdId, patientId } = addPatient(club.cx(), { form: rosa, household: newHousehold });
  const ben = addPatient(club.cx(), {
    form: form({ firstName: "Ben", lastName: "Ortiz", birthOn: toDay("2015-01-02") }),
    household: { householdId },
  });
  expect(ben.householdId).toBe(householdId);
  expect(patientChart(club.cx(), ben).household).toMatchObject({
    payerPatientId: patientId,
    payerName: "Rosa Lee",
    members: [{ name: "Rosa Lee", isPayer: true }, { name: "Ben Ortiz", isPayer: false, age: 11 }],
  });
});

test("PPL-2 e-mail is never required: without one the household is on paper", () => {
  const added = addPatient(club.cx(), { form: rosa, household: newHousehold });
  expect(patientChart(club.cx(), added).household.contactPreference).toBe("print");
});

test("PPL-2 a household cannot prefer e-mail or texts that nobody in it can get", () => {
  const prefers = (contactPreference: "email" | "text", over = {}) => () =>
    addPatient(club.cx(), {
      form: { ...rosa, ...over },
      household: { ...newHousehold, contactPreference } as typeof newHousehold,
    });
  expect(refusalOf(prefers("email"))).toBe("contact_email_missing");
  expect(refusalOf(prefers("text"))).toBe("contact_mobile_missing");
  expect(refusalOf(prefers("email", { email: "rosa@example.org" }))).toBeUndefined();
  expect(refusalOf(prefers("text", { phones: [{ kind: "mobile", number: "617 555 0100" }] }))).toBeUndefined();
});

test("F-18 a refused person leaves nothing behind: no household, no number, no audit", () => {
  const before = lastAuditId(club.db);
  expect(refusalOf(() => addPatient(club.cx(), { form: form({}), household: newHousehold }))).toBe("patient_name_missing");
  expect(
    refusalOf(() => addPatient(club.cx(), { form: rosa, household: { householdId: asId<HouseholdId>(99) } })),
  ).toBe("household_not_found");
  expect(auditSince(club.db, before)).toEqual([]);
  const left = club.db.read((db) =>
    db.get("select (select count(*) from patient) as patients, (select next from number_series where name = 'chart') as next"),
  );
  expect(left).toEqual({ patients: 0, next: 1 });
});

test("F-11 who was added is recorded in the same transaction with what was filled in", () => {
  const before = lastAuditId(club.db);
  const { patientId, householdId } = addPatient(club.cx(), { form: rosa, household: newHousehold });
  expect(auditSince(club.db, before)).toEqual([
    {
      action: "patient.added",
      subject: `patient/${patientId}`,
      before: null,
      after: {
        firstName: "Rosa",
        lastName: "Lee",
        birthOn: "1984-03-07",
        language: "en",
        textConsent: "unknown",
        status: "active",
        householdId,
      },
    },
  ]);
});

test("F-15 the same request again answers the same person and adds nobody", () => {
  const cx = club.cx();
  const first = addPatient(cx, { form: rosa, household: newHousehold });
  expect(addPatient(cx, { form: rosa, household: newHousehold })).toEqual(first);
  expect(club.db.read((db) => db.get("select count(*) as n from patient"))).toEqual({ n: 1 });
});

test("UI-9 every window hears of the new person", () => {
  const topics: string[] = [];
  club.db.onCommit((changed) => topics.push(...changed));
  const { patientId, householdId } = addPatient(club.cx(), { form: rosa, household: newHousehold });
  expect(topics).toEqual(["patients", `patient/${patientId}`, `household/${householdId}`]);
});
