import type { PaymentRefusals } from "#domain/payments/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const paymentsSentences: Sentences<PaymentRefusals> = {};
