/** Records that the agreement was signed on paper (MEM-8, first form); a pending membership may become active. */
import { signAgreement as storeSignature } from "#db/memberships/enrolment-facts.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireMembership } from "./require.ts";

/** Refuses `membership_not_found` and `agreement_not_open`. */
export function signAgreement(
  cx: Cx,
  input: { readonly membershipId: MembershipId; readonly signer: string },
): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => {
    const membership = requireMembership(db, input.membershipId);
    const signed = storeSignature(db, membership.id, { on: cx.today, signer: input.signer });
    if (signed === 0) refuse("agreement_not_open", {});
    audit(cx, db, "agreement.signed", `membership/${membership.id}`, { after: { signer: input.signer } });
    db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
    return { membershipId: membership.id };
  });
}
