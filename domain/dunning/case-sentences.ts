/** The three sentences of every past-due case (BIL-12): a declined card has those of its code, the others their own. */
import type { Day } from "../calendar.ts";
import { dayText } from "../day-text.ts";
import { declineFor, nextStepSentence, type DeclineSentences, type NextStep } from "./declines.ts";

export type CaseStory =
  | { readonly cause: "card_declined"; readonly code: string; readonly on: Day }
  | { readonly cause: "card_removed" | "manual_payer"; readonly dueOn: Day };

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
