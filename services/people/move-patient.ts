/**
 * Moves a person to another household or to an account of their own (PPL-3). The memberships go
 * along and keep the days that are paid; money stays where it is owed or stands as credit, and a
 * move that would leave money on a household without members is refused.
 */
import type { WritableDb } from "#db/database.ts";
import { insertHouseholdRow, setPayer, type Household } from "#db/people/household.ts";
import { listMembers, moveToHousehold, setOwnAddress } from "#db/people/members.ts";
import type { Patient } from "#db/people/patient.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { fallBackToPrint } from "./contact.ts";
import { requireHousehold, requirePatient } from "./require.ts";

export type Move = {
  readonly patientId: PatientId;
  /** Null: an account of their own. */
  readonly toHouseholdId: HouseholdId | null;
};

/**
 * Refuses `patient_not_found`, `household_not_found`, `already_in_household`,
 * `already_on_own_account`, `payer_leaves_household` (another payer has to be chosen first) and
 * `household_left_with_money`.
 */
export function movePatient(cx: Cx, { patientId, toHouseholdId }: Move): { householdId: HouseholdId } {
  return act<{ householdId: HouseholdId }>(cx, (db) => {
    const patient = requirePatient(db, patientId);
    const from = requireHousehold(db, patient.householdId);
    requireMayLeave(db, patient, from, toHouseholdId);
    const householdId = toHouseholdId ?? openOwnAccount(cx, db, patient, from);
    const target = requireHousehold(db, householdId);
    const membershipIds = moveToHousehold(db, patientId, householdId);
    if (target.payerPatientId === null) setPayer(db, householdId, patientId, fullName(patient));
    audit(cx, db, "patient.moved", `patient/${patientId}`, {
      before: { householdId: from.householdId },
      after: { householdId, memberships: membershipIds.join(", ") },
    });
    closeOrFallBack(cx, db, from);
    db.touch("patients", `patient/${patientId}`);
    db.touch(`household/${from.householdId}`, `household/${householdId}`);
    if (membershipIds.length > 0) db.touch("memberships", ...membershipIds.map((id) => `membership/${id}`));
    return { householdId };
  });
}

function requireMayLeave(
  db: WritableDb,
  patient: Patient,
  from: Household,
  toHouseholdId: HouseholdId | null,
): void {
  const name = fullName(patient);
  const others = listMembers(db, from.householdId).length - 1;
  if (toHouseholdId === from.householdId) refuse("already_in_household", { name });
  if (toHouseholdId === null && others === 0) refuse("already_on_own_account", { name });
  if (others > 0 && from.payerPatientId === patient.patientId) {
    refuse("payer_leaves_household", { name });
  }
  const { balanceCents, creditCents } = from;
  if (others === 0 && (balanceCents !== 0 || creditCents !== 0)) {
    refuse("household_left_with_money", { household: from.name, balanceCents, creditCents });
  }
}

/** A new household at the address where the person lives; it pays by hand until it has a card. */
function openOwnAccount(cx: Work, db: WritableDb, patient: Patient, from: Household): HouseholdId {
  const name = fullName(patient);
  const householdId = insertHouseholdRow(db, {
    name,
    address: patient.ownAddress ?? from.address,
    contactPreference: "print",
    createdAt: cx.now,
  });
  setPayer(db, householdId, patient.patientId, name);
  // Where the person lives is the new household's address now.
  if (patient.ownAddress) setOwnAddress(db, patient.patientId, null);
  audit(cx, db, "household.opened", `household/${householdId}`, { after: { name } });
  return householdId;
}

/** An account without members keeps its name for old paper, but nobody pays for it any more. */
function closeOrFallBack(cx: Work, db: WritableDb, from: Household): void {
  if (listMembers(db, from.householdId).length === 0) setPayer(db, from.householdId, null, from.name);
  else fallBackToPrint(cx, db, from.householdId);
}
