/** Refusal codes of practice with the facts their sentences need (F-17). */
export type PracticeRefusals = {};
