/**
 * Takes a message of the portal (PKG-4, chapter 9): every one is a request, and only the office decides. The same
 * message twice, or the same wish while it still waits, is one request.
 */
import { isOnPlan } from "#db/memberships/enrolment-facts.ts";
import { findPlan } from "#db/memberships/plans.ts";
import { findOpenRequest, insertPortalRequest, isMessageTaken } from "#db/portal/requests.ts";
import { readPortal } from "#db/portal/settings.ts";
import type { WritableDb } from "#db/database.ts";
import { fullName } from "#domain/people/names.ts";
import { isWholeMessage, readPortalBody, type JoinRequest, type PortalMessage } from "#domain/portal/message.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { requirePatient, requireStanding } from "../people/require.ts";
import { audit } from "../record.ts";

export type TakenMessage = {
  /** False for one that was taken before, or that waits already. */
  readonly isNew: boolean;
};

/**
 * Refuses `portal_message_not_readable`, `portal_not_offered`, `portal_not_carried_yet`, `household_not_found`, `merge_already_done`,
 * `patient_not_found`, `portal_person_not_theirs`, `portal_plan_not_on_sale`, `portal_period_not_offered` and
 * `portal_already_member`; then nothing is kept.
 */
export function takePortalMessage(cx: Cx, message: PortalMessage): TakenMessage {
  return act<TakenMessage>(cx, (db) => {
    const body = readPortalBody(message.body);
    if (body === null || !isWholeMessage(message)) refuse("portal_message_not_readable", {});
    if (isMessageTaken(db, message.messageId)) return { isNew: false };
    const { settings } = readPortal(db);
    if (body.kind === "package.buy.request") return refuseForNow(settings.buyPackages, "buy");
    if (body.kind === "package.redeem.request") return refuseForNow(settings.redeem, "redeem");
    if (!settings.joinRequests) refuse("portal_not_offered", { what: "join" });
    return takeJoin(cx, db, message, body);
  });
}

/** Buying and using packages on the portal is carried out once there is a relay; until then it is refused either way. */
function refuseForNow(isOffered: boolean, what: "buy" | "redeem"): never {
  return isOffered ? refuse("portal_not_carried_yet", { what }) : refuse("portal_not_offered", { what });
}

function takeJoin(cx: Cx, db: WritableDb, message: PortalMessage, wish: JoinRequest): TakenMessage {
  requireStanding(db, message.householdId);
  const patient = requirePatient(db, wish.patientId);
  if (patient.householdId !== message.householdId) refuse("portal_person_not_theirs", {});
  const plan = requireOffered(db, wish);
  if (isOnPlan(db, wish.patientId, wish.planId, cx.today)) refuse("portal_already_member", { name: fullName(patient), plan });
  if (findOpenRequest(db, wish.patientId, wish.planId)) return { isNew: false };
  const { patientId, planId, periodMonths, note } = wish;
  const requestId = insertPortalRequest(db, {
    messageId: message.messageId,
    householdId: message.householdId,
    patientId,
    planId,
    periodMonths,
    note,
    askedAt: message.askedAt,
    receivedAt: cx.now,
  });
  audit(cx, db, "portal.join_asked", `patient/${patientId}`, { after: { requestId, plan, periodMonths } });
  db.touch("portal", "billing", `household/${message.householdId}`);
  return { isNew: true };
}

/** The plan's name, when it is on sale for this period. */
function requireOffered(db: WritableDb, { planId, periodMonths }: JoinRequest): string {
  const plan = findPlan(db, planId);
  if (plan?.state !== "on_sale") refuse("portal_plan_not_on_sale", { plan: plan?.name ?? "" });
  if (!plan.terms.prices.some((price) => price.months === periodMonths)) refuse("portal_period_not_offered", { plan: plan.name });
  return plan.name;
}
