/** Refusal codes of billing with the facts their sentences need (F-17). */
export type BillingRefusals = {};
