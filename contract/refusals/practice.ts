import type { PracticeRefusals } from "#domain/practice/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const practiceSentences: Sentences<PracticeRefusals> = {};
