/** Refusal codes of statements with the facts their sentences need (F-17). */
export type StatementRefusals = {};
