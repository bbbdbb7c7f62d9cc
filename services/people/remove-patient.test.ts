import { afterEach, beforeEach, expect, test } from "vitest";
import type { PatientId } from "#domain/identity.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { auditSince, lastAuditId, refusalOf } from "./desk.fixture.ts";
import { movePatient } from "./move-patient.ts";
import { removePatient } from "./remove-patient.ts";

let club: Club;
beforeEach(() => {
  club = openClub("2026-11-22");
});
afterEach(() => club.dispose());

function rows(): unknown {
  return club.db.read((db) =>
    db.get(
      `select (select count(*) from patient) as patients, (select count(*) from household) as households,
         (select count(*) from phone) as phones, (select count(*) from patient_search) as tokens`,
    ),
  );
}

test("PPL-5 a chart opened by mistake goes with its household, phones and search words", () => {
  const { patientIds } = club.family("Lee", ["Rosa", null]);
  const before = lastAuditId(club.db);
  expect(removePatient(club.cx(), { patientId: patientIds[0] as PatientId, version: 1 })).toEqual({ removed: true });
  expect(rows()).toEqual({ patients: 0, households: 0, phones: 0, tokens: 0 });
  expect(auditSince(club.db, before)).toMatchObject([
    { action: "patient.removed", before: { firstName: "Rosa", lastName: "Lee" }, after: null },
  ]);
});

test("PPL-5 a member without history is removed and the household stays", () => {
  const { patientIds } = club.family("Lee", ["Rosa", null], ["Ben", null]);
  removePatient(club.cx(), { patientId: patientIds[1] as PatientId, version: 1 });
  expect(rows()).toMatchObject({ patients: 1, households: 1 });
});

test("PPL-5 a chart that anything refers to is kept", () => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1984-03-07"], ["Ben", "1990-01-01"]);
  const [rosa, ben] = patientIds as [PatientId, PatientId];
  const remove = (patientId: PatientId, version = 1) => () => removePatient(club.cx(), { patientId, version });
  expect(refusalOf(remove(rosa))).toBe("patient_has_history");
  expect(refusalOf(remove(ben, 2))).toBe("record_changed_meanwhile");
  club.enrol(householdId, [{ patientId: ben, plan: club.adult }]);
  expect(refusalOf(remove(ben))).toBe("patient_has_history");
  expect(rows()).toMatchObject({ patients: 2, households: 1 });
});

test("PPL-5 an account with payments keeps its last member", () => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1984-03-07"], ["Ben", "1990-01-01"]);
  const [rosa, ben] = patientIds as [PatientId, PatientId];
  club.enrol(householdId, [{ patientId: ben, plan: club.adult }]);
  movePatient(club.cx(), { patientId: ben, toHouseholdId: null });
  expect(refusalOf(() => removePatient(club.cx(), { patientId: rosa, version: 1 }))).toBe("patient_has_history");
});

test("PPL-5 who has moved away may be removed from the new account, and the old one is as it was", () => {
  const { patientIds } = club.family("Lee", ["Rosa", null], ["Ben", null]);
  const ben = patientIds[1] as PatientId;
  movePatient(club.cx(), { patientId: ben, toHouseholdId: null });
  removePatient(club.cx(), { patientId: ben, version: 2 });
  expect(rows()).toMatchObject({ patients: 1, households: 1 });
});
