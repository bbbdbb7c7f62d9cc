import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { addPatient } from "./add-patient.ts";
import { auditSince, form, lastAuditId, newHousehold, refusalOf } from "./desk.fixture.ts";
import { editHousehold } from "./edit-household.ts";
import { editPatient } from "./edit-patient.ts";
import { patientChart, type PatientChart } from "./patient-chart.ts";

let club: Club;
let patientId: PatientId;
let householdId: HouseholdId;
const rosa = form({
  firstName: "Rosa",
  lastName: "Lee",
  birthOn: toDay("1984-03-07"),
  email: "rosa@example.org",
});
beforeEach(() => {
  club = openClub("2026-11-22");
  ({ patientId, householdId } = addPatient(club.cx(), { form: rosa, household: newHousehold }));
});
afterEach(() => club.dispose());

function chart(): PatientChart {
  return patientChart(club.cx(), { patientId });
}

test("UI-9 what somebody else changed meanwhile is never overwritten", () => {
  const edit = (version: number, preferredName: string) => () =>
    editPatient(club.cx(), { patientId, version, form: { ...rosa, preferredName } });
  expect(edit(1, "Rosie")()).toEqual({ version: 2 });
  expect(refusalOf(edit(1, "Ro"))).toBe("record_changed_meanwhile");
  expect(chart()).toMatchObject({ version: 2, form: { preferredName: "Rosie" } });
});

test("F-11 an edit records the fields that changed, before and after, and no others", () => {
  const before = lastAuditId(club.db);
  const phones = [{ kind: "mobile", number: "617 555 0100" }] as const;
  editPatient(club.cx(), { patientId, version: 1, form: { ...rosa, phones, alerts: "Latex" } });
  expect(auditSince(club.db, before)).toEqual([
    {
      action: "patient.edited",
      subject: `patient/${patientId}`,
      before: { phones: "", alerts: "" },
      after: { phones: "mobile 617 555 0100", alerts: "Latex" },
    },
  ]);
});

test("F-11 saving without a change writes nothing", () => {
  const before = lastAuditId(club.db);
  expect(editPatient(club.cx(), { patientId, version: 1, form: rosa })).toEqual({ version: 1 });
  expect(auditSince(club.db, before)).toEqual([]);
});

test("PPL-2 a household whose last e-mail address goes is put back on paper, on the record", () => {
  const { version, address } = { version: 1, address: chart().household.address };
  editHousehold(club.cx(), {
    householdId,
    version,
    address,
    contactPreference: "email",
    payerPatientId: patientId,
    paysBy: "manual",
  });
  const before = lastAuditId(club.db);
  editPatient(club.cx(), { patientId, version: 1, form: { ...rosa, email: "" } });
  expect(chart().household.contactPreference).toBe("print");
  expect(auditSince(club.db, before).map(({ action, after }) => [action, after])).toEqual([
    ["patient.edited", { email: "" }],
    ["household.edited", { contactPreference: "print" }],
  ]);
});

test("PPL-3 the household takes its payer's new name", () => {
  editPatient(club.cx(), { patientId, version: 1, form: { ...rosa, lastName: "Ortiz" } });
  expect(chart().household).toMatchObject({ name: "Rosa Ortiz", payerName: "Rosa Ortiz" });
});

test("PPL-5 a chart is not closed while a membership runs, and is once it is cancelled", () => {
  const enrolled = club.enrol(householdId, [{ patientId, plan: club.adult }]);
  const close = () =>
    editPatient(club.cx(), { patientId, version: chart().version, form: { ...rosa, status: "inactive" } });
  expect(refusalOf(close)).toBe("membership_still_running");
  cancelMembership(club.cx(), {
    membershipId: enrolled.membershipIds[0] as never,
    when: "end_of_paid_period",
    onDate: null,
    reason: "Moved away",
  });
  expect(refusalOf(close)).toBeUndefined();
  expect(chart().form.status).toBe("inactive");
});

test("PPL-1 the dead have no age, and their day of death is kept", () => {
  const deceasedOn = toDay("2026-10-01");
  editPatient(club.cx(), { patientId, version: 1, form: { ...rosa, status: "deceased", deceasedOn } });
  expect(chart()).toMatchObject({ age: null, form: { status: "deceased", deceasedOn } });
});
