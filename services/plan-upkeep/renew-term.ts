/** A membership whose plan ends with its term goes on for another one, because the member wishes so (MEM-18). */
import { withdrawCancellation } from "#db/memberships/changes.ts";
import { findCancellation } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { requireMembership } from "../memberships/require.ts";
import { audit } from "../record.ts";

export type RenewTermInput = { readonly membershipId: MembershipId; readonly reason: string };

/** Refuses `membership_not_found`, `term_does_not_end` and, after the last day, `membership_ended`. */
export function renewTerm(cx: Cx, input: RenewTermInput): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => renewWithin(cx, db, input));
}

function renewWithin(cx: Work, db: WritableDb, { membershipId, reason }: RenewTermInput): { membershipId: MembershipId } {
  const membership = requireMembership(db, membershipId);
  const end = findCancellation(db, membershipId);
  if (!end || end.kind !== "expired") refuse("term_does_not_end", {});
  if (end.effectiveOn <= cx.today) refuse("membership_ended", {});
  // The row stays as taken back, so that the run does not enter this end again (F-12).
  withdrawCancellation(db, end.id, cx.now);
  refreshDrawCursor(db, membershipId, membership.start_on);
  audit(cx, db, "membership.term_renewed", `membership/${membershipId}`, { before: { effectiveOn: end.effectiveOn }, after: { reason } });
  db.touch(`membership/${membershipId}`, "memberships", `household/${membership.household_id}`, "billing", "notices");
  return { membershipId };
}
