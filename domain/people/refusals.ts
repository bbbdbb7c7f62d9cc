/** Refusal codes of people with the facts their sentences need (F-17). */
export type PeopleRefusals = {};
