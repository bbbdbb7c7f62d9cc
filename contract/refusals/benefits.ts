import type { BenefitRecallRefusals } from "#domain/benefits/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Sentences } from "./sentence.ts";

export const benefitRecallSentences: Sentences<BenefitRecallRefusals> = {
  recall_not_there: () => "This member is not on the recall list any more: the benefits are used, the year has ended, or an appointment is booked. The list shows who is left.",
  recall_written_recently: ({ people, onDay, days }) =>
    people === 1
      ? `A letter was written on ${dayText(onDay)}, less than ${days} days ago. To write again all the same, say so in the dialog.`
      : `All ${people} were written to less than ${days} days ago, the last on ${dayText(onDay)}. To write again all the same, say so in the dialog.`,
  recall_letter_gone: () => "This letter has gone out, or was called off before. The list shows how it stands.",
  recall_call_gone: () => "This call was taken back already. The list shows how it stands.",
};
