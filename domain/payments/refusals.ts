/** Refusal codes of payments with the facts their sentences need (F-17). */
export type PaymentRefusals = {};
