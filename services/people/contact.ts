/**
 * How a household is written to (PPL-2): on paper unless somebody in it can be reached another way.
 * No placeholder addresses: a household that loses its last address goes back to paper by itself.
 */
import type { WritableDb } from "#db/database.ts";
import { findHousehold, updateHouseholdRow, type ContactPreference } from "#db/people/household.ts";
import { householdReach } from "#db/people/members.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";

/** Refuses `contact_email_missing` and `contact_mobile_missing`. */
export function requireReach(
  db: WritableDb,
  householdId: HouseholdId,
  preference: ContactPreference,
): void {
  const reach = householdReach(db, householdId);
  if (preference === "email" && !reach.email) refuse("contact_email_missing", {});
  if (preference === "text" && !reach.mobile) refuse("contact_mobile_missing", {});
}

/** Puts a household that can no longer be reached as it prefers back on paper. */
export function fallBackToPrint(cx: Work, db: WritableDb, householdId: HouseholdId): void {
  const household = findHousehold(db, householdId);
  if (!household || household.contactPreference === "print") return;
  const reach = householdReach(db, householdId);
  if (household.contactPreference === "email" ? reach.email : reach.mobile) return;
  updateHouseholdRow(db, householdId, { ...household, contactPreference: "print" });
  audit(cx, db, "household.edited", `household/${householdId}`, {
    before: { contactPreference: household.contactPreference },
    after: { contactPreference: "print" },
  });
  db.touch(`household/${householdId}`);
}
