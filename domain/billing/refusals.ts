/** Refusal codes of billing with the facts their sentences need (F-17). */
export type BillingRefusals = {
  rehearsal_day: { fromOn: string; days: number };
  billing_not_stopped: Record<never, never>;
};
