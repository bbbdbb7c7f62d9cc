/** What is said of a refund: where it goes, and what became of it, never "refunded" before the processor says so (INV-9). */
import type { RefundToCard } from "#contract/refunds.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { noWayToCardSentence, type NoWayToCard } from "#domain/payments/refund-attempt-words.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";

export type RefundBy = "tender" | "credit" | "check";

type Way = { readonly tender: Tender; readonly canGoBack: boolean; readonly noWay: NoWayToCard | null; readonly cardLast4: string | null };

/** The first choice: `To the card ending in 4242`, or the way it was paid. */
export function wayBackLabel({ tender, cardLast4 }: Pick<Way, "tender" | "cardLast4">): string {
  if (tender !== "card_on_file") return `The way it was paid: ${tenderWord(tender).toLowerCase()}`;
  return cardLast4 ? `To the card ending in ${cardLast4}` : "To the card that paid it";
}

/** Why the first choice is not there; nothing when it is. */
export function noWayBack({ tender, canGoBack, noWay }: Way): string | null {
  if (canGoBack) return null;
  if (noWay !== null) return noWayToCardSentence(noWay);
  return tender === "check" ? "The check is at the bank, so it cannot be handed back." : "It cannot go back the way it was paid.";
}

/** `goes back to the card ending in 4242` */
export function whereItGoes(by: RefundBy, way: Pick<Way, "tender" | "cardLast4">): string {
  switch (by) {
    case "tender":
      if (way.tender !== "card_on_file") return `goes back by ${tenderWord(way.tender).toLowerCase()}`;
      return way.cardLast4 ? `goes back to the card ending in ${way.cardLast4}` : "goes back to the card";
    case "check":
      return "waits as a refund check to write";
    case "credit":
      return "becomes household credit";
  }
}

export type RefundDone = { readonly tone: "good" | "attention"; readonly message: string };

/** The last word of the dialog. `amount` and `what` as read: `29.60`, `receipt 12`. */
export function refundDone(card: RefundToCard | null, amount: string, what: string): RefundDone {
  if (card === null || card.state === "succeeded") return { tone: "good", message: `${amount} of ${what} is refunded.` };
  return { tone: "attention", message: card.sentence };
}
