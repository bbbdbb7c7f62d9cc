/**
 * Moves a person to another household or to an account of their own (PPL-3). The memberships go
 * along and keep the days that are paid; what is owed stays, or goes along by linked transfers where
 * an invoice is for this person alone. When the payer leaves, another one is named. A move that would
 * leave money on a household without members is refused.
 */
import { setPaysBy } from "#db/charging/cards.ts";
import type { WritableDb } from "#db/database.ts";
import { insertHouseholdRow, setPayer, type Household } from "#db/people/household.ts";
import { listMembers, moveToHousehold, setOwnAddress } from "#db/people/members.ts";
import type { Patient } from "#db/people/patient.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { transferInvoicesOf, type TransferredInvoice } from "../households/transfer-invoices.ts";
import { fallBackToPrint } from "./contact.ts";
import { requireHousehold, requirePatient, requireStanding } from "./require.ts";

export type Move = {
  readonly patientId: PatientId;
  /** Null: an account of their own. */
  readonly toHouseholdId: HouseholdId | null;
  /** Who pays for those who stay, when the payer leaves; else null or left out. */
  readonly newPayerPatientId?: PatientId | null;
  /** Takes along what is owed for this person alone. */
  readonly takeInvoices?: boolean;
};

export type Moved = { readonly householdId: HouseholdId };

/** The command. Refusals: see `moveWithin`. */
export function movePatient(cx: Cx, move: Move): Moved {
  return act<Moved>(cx, (db) => ({ householdId: moveWithin(cx, db, move).householdId }));
}

/**
 * Refuses `patient_not_found`, `household_not_found`, `merge_already_done`, `already_in_household`, `already_on_own_account`,
 * `payer_leaves_household` until another payer is named, `payer_not_a_member`, `payer_deceased`,
 * `household_left_with_money`, and `merge_charge_unresolved` where an invoice that goes along is being charged.
 */
export function moveWithin(cx: Work, db: WritableDb, move: Move): Moved & { readonly invoices: TransferredInvoice[] } {
  const { patientId, toHouseholdId, newPayerPatientId = null, takeInvoices = false } = move;
  const patient = requirePatient(db, patientId);
  const from = requireHousehold(db, patient.householdId);
  requireMayLeave(db, patient, from, toHouseholdId, newPayerPatientId);
  const householdId = toHouseholdId ?? openOwnAccount(cx, db, patient, from);
  const target = requireStanding(db, householdId);
  const membershipIds = moveToHousehold(db, patientId, householdId);
  if (target.payerPatientId === null) setPayer(db, householdId, patientId, fullName(patient));
  const invoices = takeInvoices ? transferInvoicesOf(cx, db, patientId, from, target) : [];
  requireNoMoneyLeft(db, from.householdId);
  audit(cx, db, "patient.moved", `patient/${patientId}`, {
    before: { householdId: from.householdId },
    after: {
      householdId,
      memberships: membershipIds.join(", "),
      ...(invoices.length > 0 ? { invoices: invoices.map(({ number }) => number).join(", ") } : {}),
    },
  });
  if (newPayerPatientId !== null) namePayer(cx, db, from.householdId, newPayerPatientId);
  closeOrFallBack(cx, db, from);
  db.touch("patients", `patient/${patientId}`);
  db.touch(`household/${from.householdId}`, `household/${householdId}`);
  if (membershipIds.length > 0) db.touch("memberships", ...membershipIds.map((id) => `membership/${id}`));
  if (invoices.length > 0) db.touch("invoices", "billing", ...invoices.map(({ invoiceId }) => `invoice/${invoiceId}`));
  return { householdId, invoices };
}

function requireMayLeave(
  db: WritableDb,
  patient: Patient,
  from: Household,
  toHouseholdId: HouseholdId | null,
  newPayerPatientId: PatientId | null,
): void {
  const name = fullName(patient);
  const others = listMembers(db, from.householdId).filter(({ patientId }) => patientId !== patient.patientId);
  if (toHouseholdId === from.householdId) refuse("already_in_household", { name });
  if (toHouseholdId === null && others.length === 0) refuse("already_on_own_account", { name });
  const payerLeaves = others.length > 0 && from.payerPatientId === patient.patientId;
  if (payerLeaves && newPayerPatientId === null) refuse("payer_leaves_household", { name });
  if (newPayerPatientId === null) return;
  const payer = others.find(({ patientId }) => patientId === newPayerPatientId);
  if (!payer) refuse("payer_not_a_member", {});
  if (payer.status === "deceased") refuse("payer_deceased", { name: fullName(payer) });
}

/** Nobody would be left to ask for it. */
function requireNoMoneyLeft(db: WritableDb, householdId: HouseholdId): void {
  if (listMembers(db, householdId).length > 0) return;
  const { name, balanceCents, creditCents } = requireHousehold(db, householdId);
  if (balanceCents !== 0 || creditCents !== 0)
    refuse("household_left_with_money", { household: name, balanceCents, creditCents });
}

/** The one who pays from now on. A card on file was the old payer's: it is not asked again until somebody says so. */
function namePayer(cx: Work, db: WritableDb, householdId: HouseholdId, payerPatientId: PatientId): void {
  const name = fullName(requirePatient(db, payerPatientId));
  const { payerPatientId: before, paysBy } = requireHousehold(db, householdId);
  if (before === payerPatientId) return;
  setPayer(db, householdId, payerPatientId, name);
  if (paysBy === "card") setPaysBy(db, householdId, "manual");
  audit(cx, db, "household.edited", `household/${householdId}`, {
    before: { payerPatientId: before, paysBy },
    after: { payerPatientId, paysBy: "manual" },
  });
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
