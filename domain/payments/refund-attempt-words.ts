/** What is known of a refund to a card, in words for the desk: never "refunded" before the processor says so (INV-9). */
import type { Day } from "../calendar.ts";
import type { AttemptState } from "../charging/attempt.ts";
import { dayText } from "../day-text.ts";
import { moneyText } from "../money-text.ts";

/** Why a card payment cannot go back to its card. */
export const noWaysToCard = ["not_connected", "disputed", "no_charge", "billing_stopped"] as const;
export type NoWayToCard = (typeof noWaysToCard)[number];

const otherWays = "Give it back as a check or as credit.";

const noWayWords: Readonly<Record<NoWayToCard, string>> = {
  not_connected: `No card processor is connected, so nothing can go back to a card. ${otherWays}`,
  disputed: `The cardholder’s bank has taken this charge into a dispute, so it cannot be refunded to the card. Wait for the bank; what it decides against you goes back by itself.`,
  no_charge: `There is no charge at the card processor behind this payment that could be paid back. ${otherWays}`,
  billing_stopped: `Billing is stopped until it is known what happened at the card processor, so nothing goes back to a card now. Wait for that, or give it back as a check or as credit.`,
};

export function noWayToCardSentence(why: NoWayToCard): string {
  return noWayWords[why];
}

const declineWords: Readonly<Record<string, string>> = {
  charge_disputed: "The cardholder’s bank has taken this charge into a dispute.",
  more_than_charged: "The processor has less left of this charge than was asked for; part of it was refunded there already.",
  no_such_charge: "The processor does not know this charge any more.",
  charge_not_paid: "The processor says that this charge was never paid.",
  card_cannot_be_credited: "The bank does not take money back on this card; it may be closed.",
};

const failureWords: Readonly<Record<string, string>> = {
  absent: "The card processor never received it.",
  old_epoch: "A newer copy of this practice is in use elsewhere, so the processor refused it.",
  invalid_request: "The processor did not accept the request.",
  not_connected: "The processor could not be reached.",
  by_hand: "A person found at the processor that nothing went back.",
};

export type RefundAttemptInWords = {
  readonly state: AttemptState;
  readonly amountCents: number;
  readonly attemptOn: Day;
  readonly last4: string;
  readonly declineCode: string | null;
  readonly failure: string | null;
  readonly bookedAs: "sent" | "taken_back" | "check" | "netted" | "unplaced" | "cleared" | null;
  readonly reference: string | null;
  readonly resolution: "refunded" | "not_refunded" | null;
  /** From when on a person may enter what the processor shows. */
  readonly personFromOn: Day;
};

/** `38.00 to the card ending in 4242 on 5 Dec 2026. On its way …` */
export function refundAttemptSentence(attempt: RefundAttemptInWords): string {
  const card = attempt.last4 === "" ? "a card" : `the card ending in ${attempt.last4}`;
  return `${moneyText(attempt.amountCents)} to ${card} on ${dayText(attempt.attemptOn)}. ${outcome(attempt)}`;
}

function outcome(attempt: RefundAttemptInWords): string {
  switch (attempt.state) {
    case "sent":
      return "On its way; the answer is not here yet.";
    case "pending":
      return "The bank takes its time; we ask again by ourselves. The money is set aside.";
    case "unknown":
      return `No answer, so we do not know whether it went back. It is looked up by itself and not sent a second time; give nothing else for it meanwhile. From ${dayText(attempt.personFromOn)} on you can enter what the processor’s dashboard shows.`;
    case "succeeded":
      return succeeded(attempt);
    case "declined":
      return `${wordsOf(declineWords, attempt.declineCode, "The bank refused it.")} ${instead(attempt)}`;
    case "failed":
      return `${wordsOf(failureWords, attempt.failure, "Nothing went back.")} ${instead(attempt)}`;
  }
}

function succeeded({ bookedAs, resolution, reference }: RefundAttemptInWords): string {
  if (bookedAs === "unplaced")
    return "It went back at the processor, and nothing here is left that it could stand on. Clear up with the patient which money that was, then say so.";
  if (bookedAs === "cleared") return `It went back at the processor; cleared up: ${reference ?? ""}`.trimEnd();
  return resolution === "refunded" ? `Refunded, entered by hand with the reference ${reference ?? ""}.` : "Refunded to the card.";
}

function instead({ bookedAs }: RefundAttemptInWords): string {
  return bookedAs === "check"
    ? "The money is still owed to the household and waits under Refund checks to write."
    : "Nothing was refunded. Give it back another way: as a check, or as credit.";
}

function wordsOf(words: Readonly<Record<string, string>>, code: string | null, otherwise: string): string {
  return (code !== null && Object.hasOwn(words, code) && words[code]) || otherwise;
}
