/** Words and looks of cards and of tries to charge them. Nothing says "paid" before it is (control 53). */
import type { AttemptRow, CardRow, DisputeRow } from "#contract/charging.ts";
import type { Tone } from "../../styles/palette.ts";

type Look = { readonly tone: Tone; readonly word: string };

const brands: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** `Visa ending in 4242`; a charge whose card is not known has no name. */
export function cardName(card: { readonly brand: string | null; readonly last4: string | null }): string {
  if (card.brand === null || card.last4 === null) return "A card not on file here";
  const brand = brands[card.brand] ?? `${card.brand.slice(0, 1).toUpperCase()}${card.brand.slice(1)}`;
  return `${brand} ending in ${card.last4}`;
}

/** `08/29`, as it stands on the card. */
export function expiryText({
  expiresMonth,
  expiresYear,
}: {
  readonly expiresMonth: number;
  readonly expiresYear: number;
}): string {
  return `${String(expiresMonth).padStart(2, "0")}/${String(expiresYear % 100).padStart(2, "0")}`;
}

/** The one word about a card that matters most at the desk. */
export function cardLook(card: CardRow): Look | null {
  if (card.isRefused) return { tone: "trouble", word: "Refused for good" };
  if (card.isExpired) return { tone: "trouble", word: "Expired" };
  if (!card.isUsed) return { tone: "quiet", word: "Kept beside" };
  return card.isProven ? { tone: "good", word: "In use" } : { tone: "information", word: "Not charged yet" };
}

export const attemptLooks: Readonly<Record<AttemptRow["state"], Look>> = {
  sent: { tone: "attention", word: "On its way" },
  pending: { tone: "attention", word: "Being processed" },
  unknown: { tone: "attention", word: "No answer yet" },
  succeeded: { tone: "good", word: "Charged" },
  declined: { tone: "trouble", word: "Declined" },
  failed: { tone: "quiet", word: "Not charged" },
};

export const originWords: Readonly<Record<AttemptRow["origin"], string>> = {
  automatic: "By itself",
  catch_up: "From the review",
  new_card: "With a new card",
  staff: "By hand",
  found: "Found at the processor",
};

export const disputeLooks: Readonly<Record<DisputeRow["state"], Look>> = {
  opened: { tone: "attention", word: "Open" },
  won: { tone: "good", word: "Won" },
  lost: { tone: "trouble", word: "Lost" },
};

/** How long a card is still good, said to be read out. */
export function daysLeftWords(daysLeft: number): string {
  if (daysLeft < 0) return "has run out";
  if (daysLeft === 0) return "runs out today";
  return daysLeft === 1 ? "runs out tomorrow" : `${daysLeft} days left`;
}

/**
 * Sixteen letters that are hardly drawn twice. Letters only: among random figures there is now and then
 * a run of twelve, which is refused as somebody's card number (BIL-7).
 */
export function randomLetters(): string {
  return String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)).map((byte) => 97 + (byte % 26)));
}
