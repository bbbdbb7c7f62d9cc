import type { PeopleRefusals } from "#domain/people/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const peopleSentences: Sentences<PeopleRefusals> = {};
