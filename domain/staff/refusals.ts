/** Refusal codes of staff with the facts their sentences need (F-17). */
export type StaffRefusals = {};
