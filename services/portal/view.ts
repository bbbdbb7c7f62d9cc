/** What the portal may show of one household now (PKG-4); the relay seals and keeps it, and sees nothing of it. */
import { listMembers } from "#db/people/members.ts";
import { listPackageFacts } from "#db/portal/package-facts.ts";
import { readPortal } from "#db/portal/settings.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { portalView, type PortalFacts, type PortalView } from "#domain/portal/projection.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { look, type Cx } from "../context.ts";
import { listMembershipCards } from "../memberships/membership-card.ts";
import { requireStanding } from "../people/require.ts";

/** Refuses `household_not_found`, and `merge_already_done` for a household that was merged away. */
export function viewForPortal(cx: Cx, householdId: HouseholdId): PortalView {
  return look<PortalView>(cx, (db) => {
    requireStanding(db, householdId);
    return portalView(factsOf(db, householdId, cx.today), readPortal(db).settings, cx.today);
  });
}

function factsOf(db: ReadableDb, householdId: HouseholdId, today: Day): PortalFacts {
  const people = listMembers(db, householdId).filter(({ status }) => status !== "deceased");
  return {
    householdId,
    people: people.map(({ patientId, firstName }) => ({ patientId, householdId, firstName })),
    memberships: people.flatMap(({ patientId }) => listMembershipCards(db, patientId, today)),
    packages: listPackageFacts(db, householdId),
  };
}
