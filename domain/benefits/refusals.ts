/** Refusal codes of the recall list (F-17). */
export type BenefitRecallRefusals = {
  /** The benefit year has ended, everything is used, or the member has an appointment by now. */
  recall_not_there: Record<never, never>;
  recall_call_gone: Record<never, never>;
};
