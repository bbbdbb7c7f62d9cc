import { afterEach, beforeEach, expect, test } from "vitest";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { noAddress } from "#domain/people/address.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { auditSince, form, lastAuditId, newHousehold, refusalOf } from "./desk.fixture.ts";
import { addPatient } from "./add-patient.ts";
import { editHousehold, type HouseholdEdit } from "./edit-household.ts";
import { patientChart, type PatientChart } from "./patient-chart.ts";

let club: Club;
let rosa: PatientId;
let ben: PatientId;
let householdId: HouseholdId;
beforeEach(() => {
  club = openClub("2026-11-22");
  const added = addPatient(club.cx(), { form: form({ firstName: "Rosa", lastName: "Lee" }), household: newHousehold });
  ({ householdId, patientId: rosa } = added);
  ben = addPatient(club.cx(), {
    form: form({ firstName: "Ben", lastName: "Ortiz", email: "ben@example.org" }),
    household: { householdId },
  }).patientId;
});
afterEach(() => club.dispose());

function household(): PatientChart["household"] {
  return patientChart(club.cx(), { patientId: rosa }).household;
}

function edit(over: Partial<HouseholdEdit>): { version: number } {
  return editHousehold(club.cx(), {
    householdId,
    version: household().version,
    address: household().address,
    contactPreference: "print",
    payerPatientId: rosa,
    paysBy: "manual",
    ...over,
  });
}

test("PPL-3 another member becomes the payer and gives the household its name", () => {
  expect(edit({ payerPatientId: ben })).toEqual({ version: 2 });
  expect(household()).toMatchObject({ payerPatientId: ben, payerName: "Ben Ortiz", name: "Ben Ortiz" });
});

test("PPL-3 a payer outside the practice's patients is somebody in the household who is not a patient", () => {
  const grandma = addPatient(club.cx(), {
    form: form({ firstName: "Ida", lastName: "Lee", status: "non_patient" }),
    household: { householdId },
  }).patientId;
  edit({ payerPatientId: grandma });
  expect(household().payerName).toBe("Ida Lee");
});

test("PPL-3 the payer is a living member", () => {
  const stranger = addPatient(club.cx(), { form: form({ firstName: "Cy" }), household: newHousehold }).patientId;
  const late = addPatient(club.cx(), {
    form: form({ firstName: "Dee", status: "deceased" }),
    household: { householdId },
  }).patientId;
  expect(refusalOf(() => edit({ payerPatientId: stranger }))).toBe("payer_not_a_member");
  expect(refusalOf(() => edit({ payerPatientId: null }))).toBe("payer_not_a_member");
  expect(refusalOf(() => edit({ payerPatientId: late }))).toBe("payer_deceased");
});

test("PPL-2 a shared e-mail address of one member is enough for the household", () => {
  expect(refusalOf(() => edit({ contactPreference: "text" }))).toBe("contact_mobile_missing");
  edit({ contactPreference: "email" });
  expect(household().contactPreference).toBe("email");
});

test("BIL-19 a household without a card on file pays by hand", () => {
  expect(refusalOf(() => edit({ paysBy: "card" }))).toBe("card_not_on_file");
  club.db.write((db) =>
    db.exec(
      `insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at)
       values (?, 'tok', 'Visa', '4242', 1, 2030, '2026-11-22T15:00:00.000Z')`,
      householdId,
    ),
  );
  edit({ paysBy: "card" });
  expect(household().paysBy).toBe("card");
});

test("UI-9 F-11 a change of address is recorded, and one made on an old screen is refused", () => {
  const before = lastAuditId(club.db);
  const address = { ...noAddress, line1: "1 Elm St", city: "Salem", region: "MA", postalCode: "01970" };
  edit({ address });
  expect(auditSince(club.db, before)).toEqual([
    {
      action: "household.edited",
      subject: `household/${householdId}`,
      before: { address: "US" },
      after: { address: "1 Elm St, Salem, MA 01970, US" },
    },
  ]);
  expect(refusalOf(() => edit({ version: 1, address: noAddress }))).toBe("record_changed_meanwhile");
  expect(household().address).toEqual(address);
});
