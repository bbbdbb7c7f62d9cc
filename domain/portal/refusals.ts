/** Refusal codes of the portal with the facts their sentences need (F-17, PKG-4). */
export type PortalRefusals = {
  /** Nothing a portal says, or not whole. */
  portal_message_not_readable: Record<never, never>;
  /** The practice has switched this off. */
  portal_not_offered: { readonly what: "join" | "buy" | "redeem" };
  /** Offered by the practice, and nothing can carry it out yet. */
  portal_not_carried_yet: { readonly what: "buy" | "redeem" };
  /** The person is not of the household that the message speaks for. */
  portal_person_not_theirs: Record<never, never>;
  portal_plan_not_on_sale: { readonly plan: string };
  portal_period_not_offered: { readonly plan: string };
  portal_already_member: { readonly name: string; readonly plan: string };
  portal_request_not_found: Record<never, never>;
  portal_request_decided: { readonly name: string; readonly state: "approved" | "declined" };
};
