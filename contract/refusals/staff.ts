import type { StaffRefusals } from "#domain/staff/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const staffSentences: Sentences<StaffRefusals> = {};
