import type { BenefitRecallRefusals } from "#domain/benefits/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const benefitRecallSentences: Sentences<BenefitRecallRefusals> = {
  recall_not_there: () => "This member is not on the recall list any more: the benefits are used, the year has ended, or an appointment is booked. The list shows who is left.",
  recall_call_gone: () => "This call was taken back already. The list shows how it stands.",
};
