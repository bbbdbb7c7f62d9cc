/** Refusal codes of plan offers (F-17). */
export type PlanOfferRefusals = {
  /** Nobody was chosen, or somebody of another household. */
  plan_offer_nobody: Record<never, never>;
  /** Already a member of a plan: an offer is for those without one. */
  plan_offer_has_plan: { readonly name: string };
  /** The plan is for people of other ages. */
  plan_offer_not_for: { readonly name: string; readonly plan: string };
  plan_offer_not_sold: { readonly plan: string };
};
