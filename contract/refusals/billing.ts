import type { BillingRefusals } from "#domain/billing/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const billingSentences: Sentences<BillingRefusals> = {};
