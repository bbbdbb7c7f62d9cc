import type { ImportRefusals } from "#domain/imports/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const importsSentences: Sentences<ImportRefusals> = {};
