/** What is known of a charge, in words for the desk (control 53): never "paid" before it is. */
import { dayText } from "../day-text.ts";
import { moneyText } from "../money-text.ts";
import type { Day } from "../calendar.ts";
import type { AttemptOrigin, AttemptState } from "./attempt.ts";

export type AttemptInWords = {
  readonly state: AttemptState;
  readonly origin: AttemptOrigin;
  readonly amountCents: number;
  readonly attemptOn: Day;
  readonly last4: string | null;
  readonly failure: string | null;
  readonly resolution: "charged" | "not_charged" | null;
  readonly reference: string | null;
  /** From when on a person may enter what the processor shows. */
  readonly personFromOn: Day;
  /** The sentence of the decline, for a declined one. */
  readonly declineSentence: string | null;
};

const originWords: Readonly<Record<AttemptOrigin, string>> = {
  automatic: "by the billing run",
  catch_up: "after the review of missed days",
  new_card: "with the new card",
  staff: "by hand",
  found: "found at the card processor",
};

const failureWords: Readonly<Record<string, string>> = {
  absent: "The card processor never received it, so nothing was charged.",
  old_epoch: "A newer copy of this practice is in use elsewhere, so the processor refused it. Nothing was charged.",
  invalid_request: "The processor did not accept it. Nothing was charged.",
  no_such_card: "The processor does not know this card any more. Ask for the card again.",
  not_connected: "The processor could not be reached. Nothing was charged.",
  by_hand: "A person found at the processor that nothing was charged.",
};

export function attemptSentence(attempt: AttemptInWords): string {
  const what = `${moneyText(attempt.amountCents)} to the card${attempt.last4 === null ? "" : ` ending in ${attempt.last4}`} on ${dayText(attempt.attemptOn)}, ${originWords[attempt.origin]}`;
  return `${what}. ${outcomeSentence(attempt)}`;
}

function outcomeSentence(attempt: AttemptInWords): string {
  switch (attempt.state) {
    case "sent":
      return "On its way; the answer is not here yet.";
    case "pending":
      return "The bank takes its time; we ask again by ourselves.";
    case "unknown":
      return `No answer, so we do not know whether it was charged. It is not charged again until we do. From ${dayText(attempt.personFromOn)} on you can enter what the processor's dashboard shows.`;
    case "succeeded":
      return attempt.resolution === "charged"
        ? `Charged, entered by hand with the reference ${attempt.reference ?? ""}.`
        : "Charged.";
    case "declined":
      return attempt.declineSentence ?? "The bank declined it.";
    case "failed":
      return (Object.hasOwn(failureWords, attempt.failure ?? "") && failureWords[attempt.failure ?? ""]) || "Nothing was charged.";
  }
}
