import type { PlanOfferRefusals } from "#domain/plan-offer/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const planOfferSentences: Sentences<PlanOfferRefusals> = {
  plan_offer_nobody: () => "Choose at least one person of this household.",
  plan_offer_has_plan: ({ name }) => `${name} is on a plan already. Leave ${name} out of the offer.`,
  plan_offer_not_for: ({ name, plan }) => `${plan} is not for somebody of ${name}’s age. Choose another plan, or leave ${name} out.`,
  plan_offer_not_sold: ({ plan }) => `${plan} is not sold in this way any more. Choose another plan or period.`,
};
