/** The three sentences of every past-due case (BIL-12): a declined card has those of its code, the others their own. */
import type { Day } from "../calendar.ts";
import { dayText } from "../day-text.ts";
import { declineFor, nextStepSentence, type DeclineSentences, type NextStep } from "./declines.ts";

export type CaseStory =
  | { readonly cause: "card_declined"; readonly code: string; readonly on: Day }
  | { readonly cause: "card_removed" | "manual_payer"; readonly dueOn: Day };

/** Which part of a payment plan a case is about (INV-6): `Payment 2 of 6`. */
export type CasePart = { readonly word: string; readonly invoiceNumber: number; readonly dueOn: Day };

/** Of a drawn part of a payment plan: what is said of a declined card, and of a part without a card, names the plan. */
export function partSentences(story: CaseStory, step: NextStep, { word, invoiceNumber, dueOn }: CasePart): DeclineSentences {
  const next = nextStepSentence(step);
  const head = `${word} of the payment plan for invoice ${invoiceNumber}, due ${dayText(dueOn)}.`;
  if (story.cause === "card_declined") {
    const { staff, patient } = declineFor(story.code);
    return { staff: `${head} ${staff}`, patient, next };
  }
  return {
    staff: `${head} ${story.cause === "card_removed" ? "There is no card on file." : "The card on file could not be asked."}`,
    patient: `The payment of ${dayText(dueOn)} of your payment plan is still open. Would you like to give us a card for it, or pay another way?`,
    next,
  };
}

export function caseSentences(story: CaseStory, step: NextStep): DeclineSentences {
  const next = nextStepSentence(step);
  if (story.cause === "card_declined") {
    const { staff, patient } = declineFor(story.code);
    return { staff, patient, next };
  }
  const due = dayText(story.dueOn);
  return story.cause === "card_removed"
    ? {
        staff: `Pays by card, but there is no card on file. The payment of ${due} waits.`,
        patient: "We have no card on file for your membership at the moment. Would you like to give us one, or pay another way?",
        next,
      }
    : {
        staff: `Pays by hand. The payment of ${due} has not arrived.`,
        patient: `We have not received your membership payment of ${due} yet. Would you like to take care of it now?`,
        next,
      };
}
