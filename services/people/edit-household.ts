/** Changes a household's address, payer and how it is written to and pays (PPL-2, PPL-3). */
import type { WritableDb } from "#db/database.ts";
import { setPayer, updateHouseholdRow, type HouseholdTerms } from "#db/people/household.ts";
import { hasCard, listMembers } from "#db/people/members.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireReach } from "./contact.ts";
import { changedFields, householdFields } from "./record-changes.ts";
import { requireHousehold } from "./require.ts";

export type HouseholdEdit = HouseholdTerms & {
  readonly householdId: HouseholdId;
  /** The version that was on the screen. */
  readonly version: number;
  /** Somebody in the household; a payer who is not a patient is in it as "pays for others". */
  readonly payerPatientId: PatientId | null;
};

/**
 * Refuses `household_not_found`, `record_changed_meanwhile`, `payer_not_a_member`,
 * `payer_deceased`, `contact_email_missing`, `contact_mobile_missing`, `card_not_on_file`.
 */
export function editHousehold(cx: Cx, edit: HouseholdEdit): { version: number } {
  return act<{ version: number }>(cx, (db) => {
    const { householdId, version } = edit;
    const household = requireHousehold(db, householdId);
    if (household.version !== version) refuse("record_changed_meanwhile", {});
    const change = changedFields(householdFields(household), householdFields(edit));
    if (!change) return { version };
    const { after } = change;
    if ("contactPreference" in after) requireReach(db, householdId, edit.contactPreference);
    if ("paysBy" in after && edit.paysBy === "card" && !hasCard(db, householdId)) {
      refuse("card_not_on_file", {});
    }
    if ("payerPatientId" in after) choosePayer(db, edit);
    updateHouseholdRow(db, householdId, edit);
    audit(cx, db, "household.edited", `household/${householdId}`, change);
    db.touch("patients", `household/${householdId}`);
    return { version: version + 1 };
  });
}

/** Refuses `payer_not_a_member` and `payer_deceased`. */
export function choosePayer(
  db: WritableDb,
  { householdId, payerPatientId }: Pick<HouseholdEdit, "householdId" | "payerPatientId">,
): void {
  const payer = listMembers(db, householdId).find(({ patientId }) => patientId === payerPatientId);
  if (!payer) return refuse("payer_not_a_member", {});
  const name = fullName(payer);
  if (payer.status === "deceased") refuse("payer_deceased", { name });
  setPayer(db, householdId, payer.patientId, name);
}
