/** Refusal codes of imports with the facts their sentences need (F-17). */
export type ImportRefusals = {};
