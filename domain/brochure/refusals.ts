/** Refusal codes of brochures (F-17). */
export type BrochureRefusals = {
  /** Nobody is told of a plan that they cannot have. */
  brochure_plan_not_sold: { readonly plan: string };
};
