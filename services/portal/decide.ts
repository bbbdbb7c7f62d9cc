/** Requests to join, listed and decided (PKG-4): approved by enrolling, or declined with a reason. */
import { approveRequestsOf, declineRequest, findPortalRequest, listPortalRequests, type PortalRequestRow } from "#db/portal/requests.ts";
import type { WritableDb } from "#db/database.ts";
import type { MembershipId, PatientId, PortalRequestId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

const mostShown = 500;

export function listJoinRequests(cx: Cx): PortalRequestRow[] {
  return look<PortalRequestRow[]>(cx, (db) => listPortalRequests(db, mostShown));
}

/** Refuses `portal_request_not_found` and `portal_request_decided`. */
export function declineJoinRequest(cx: Cx, { requestId, reason }: { readonly requestId: PortalRequestId; readonly reason: string }): { requestId: PortalRequestId } {
  return act<{ requestId: PortalRequestId }>(cx, (db) => {
    const { patientId, patientName, householdId, planName, state } = findPortalRequest(db, requestId) ?? refuse("portal_request_not_found", {});
    if (state !== "open") refuse("portal_request_decided", { name: patientName, state });
    declineRequest(db, requestId, { staffId: cx.actor.staffId, at: cx.now, reason });
    audit(cx, db, "portal.join_declined", `patient/${patientId}`, { after: { requestId, plan: planName, reason } });
    db.touch("portal", "billing", `household/${householdId}`);
    return { requestId };
  });
}

/** Whoever is enrolled has the answer to what they asked for, whichever way the desk came to it. */
export function answerJoinRequests(cx: Work, db: WritableDb, enrolled: readonly { readonly patientId: PatientId; readonly membershipId: MembershipId }[]): void {
  for (const { patientId, membershipId } of enrolled)
    for (const requestId of approveRequestsOf(db, patientId, { membershipId, staffId: cx.actor.staffId, at: cx.now })) {
      audit(cx, db, "portal.join_approved", `patient/${patientId}`, { after: { requestId, membershipId } });
      db.touch("portal");
    }
}
