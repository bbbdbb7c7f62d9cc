import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { addPatient } from "./add-patient.ts";
import { form, newHousehold } from "./desk.fixture.ts";
import { editHousehold } from "./edit-household.ts";
import { editPatient } from "./edit-patient.ts";
import { noteBounce } from "./note-bounce.ts";
import { patientChart } from "./patient-chart.ts";

let club: Club;
let rosa: PatientId;
let householdId: HouseholdId;
beforeEach(() => {
  club = openClub("2027-01-05");
  ({ patientId: rosa, householdId } = addPatient(club.cx(), {
    form: form({ firstName: "Rosa", lastName: "Lee", email: "Rosa@Example.com" }),
    household: { ...newHousehold, contactPreference: "email" },
  }));
});
afterEach(() => club.dispose());

const chart = () => patientChart(club.cx(), { patientId: rosa });
const byEmail = () => {
  const { version, address, payerPatientId, paysBy } = chart().household;
  return editHousehold(club.cx(), { householdId, version, address, contactPreference: "email", payerPatientId, paysBy });
};

test("PPL-2 a bounced address switches the household to print and flags the chart", () => {
  expect(chart()).toMatchObject({ emailBouncedOn: null, household: { contactPreference: "email" } });
  expect(noteBounce(club.cx(), { patientId: rosa, reason: "No such mailbox" })).toEqual({ onPaper: true });
  expect(chart()).toMatchObject({ emailBouncedOn: "2027-01-05", household: { contactPreference: "print" } });
  // Nobody can be written to there, so nobody can choose it again.
  expect(refusalOf(byEmail)).toBe("contact_email_missing");
});

test("PPL-2 another address takes the flag away, and the bounced one brings it back", () => {
  noteBounce(club.cx(), { patientId: rosa, reason: "" });
  const edit = (email: string) => {
    const { version, form: record } = chart();
    editPatient(club.cx(), { patientId: rosa, version, form: { ...record, email } });
  };
  edit("rosa.lee@example.com");
  expect(chart().emailBouncedOn).toBeNull();
  byEmail();
  expect(chart().household.contactPreference).toBe("email");
  edit("rosa@example.com");
  // The address that bounced is no way to reach them, so the household is on paper again.
  expect(chart()).toMatchObject({ emailBouncedOn: "2027-01-05", household: { contactPreference: "print" } });
});

test("PPL-2 noted again it changes nothing more, and without an address there is nothing to note", () => {
  noteBounce(club.cx(), { patientId: rosa, reason: "" });
  expect(noteBounce(club.cx(), { patientId: rosa, reason: "" })).toEqual({ onPaper: false });
  const { version, form: record } = chart();
  editPatient(club.cx(), { patientId: rosa, version, form: { ...record, email: "" } });
  expect(refusalOf(() => noteBounce(club.cx(), { patientId: rosa, reason: "" }))).toBe("email_not_on_file");
});
