import type { BrochureRefusals } from "#domain/brochure/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const brochureSentences: Sentences<BrochureRefusals> = {
  brochure_plan_not_sold: ({ plan }) => `${plan} is not on sale, so it does not belong on a brochure. Put it on sale, or choose another plan.`,
};
