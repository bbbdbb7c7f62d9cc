/**
 * Mail to a person came back (PPL-2): the chart says so, and the household is written to on paper until
 * somebody chooses another way again. A new address on the chart takes the flag away by itself.
 */
import { insertBounce } from "#db/people/bounces.ts";
import type { WritableDb } from "#db/database.ts";
import { updateHouseholdRow } from "#db/people/household.ts";
import type { PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { requireHousehold, requirePatient } from "./require.ts";

export type Bounce = { readonly patientId: PatientId; readonly reason: string };

/** Refuses `patient_not_found` and `email_not_on_file`. */
export function noteBounce(cx: Cx, bounce: Bounce): { onPaper: boolean } {
  return act<{ onPaper: boolean }>(cx, (db) => noteBounceWithin(cx, db, bounce));
}

/** The same inside the caller's transaction; answers whether the household was switched to paper. */
export function noteBounceWithin(cx: Work, db: WritableDb, { patientId, reason }: Bounce): { onPaper: boolean } {
  const patient = requirePatient(db, patientId);
  const { email, householdId } = patient;
  if (email === "") refuse("email_not_on_file", { name: fullName(patient) });
  insertBounce(db, { patientId, email, bouncedOn: cx.today, reason, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "patient.email_bounced", `patient/${patientId}`, { after: { email, reason } });
  const household = requireHousehold(db, householdId);
  const onPaper = household.contactPreference === "email";
  if (onPaper) {
    updateHouseholdRow(db, householdId, { ...household, contactPreference: "print" });
    audit(cx, db, "household.edited", `household/${householdId}`, {
      before: { contactPreference: "email" },
      after: { contactPreference: "print" },
    });
  }
  db.touch("patients", `patient/${patientId}`, `household/${householdId}`);
  return { onPaper };
}
