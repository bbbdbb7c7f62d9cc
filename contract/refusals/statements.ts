import type { StatementRefusals } from "#domain/statements/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const statementsSentences: Sentences<StatementRefusals> = {};
