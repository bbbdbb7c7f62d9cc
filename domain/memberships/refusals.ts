/** Refusal codes of memberships with the facts their sentences need (F-17). */
export type MembershipRefusals = {};
