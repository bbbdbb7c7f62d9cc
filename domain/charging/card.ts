/** A card on file as the processor describes it (BIL-7): never its number, only what may be shown. */
import { addDays, daysBetween, daysInMonth, makeDay, type Day } from "../calendar.ts";
import { refuse } from "../refusal.ts";

export const fundings = ["credit", "debit", "prepaid", "unknown"] as const;
export type Funding = (typeof fundings)[number];

export type Expiry = { readonly expiresMonth: number; readonly expiresYear: number };

export type CardDetails = Expiry & {
  /** The processor's name for the card; worthless to anybody else. */
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  readonly funding: Funding;
};

/** The last day on which a card is good: the end of its month. */
export function goodThrough({ expiresMonth, expiresYear }: Expiry): Day {
  return makeDay(expiresYear, expiresMonth, daysInMonth(expiresYear, expiresMonth));
}

export function isExpired(card: Expiry, today: Day): boolean {
  return goodThrough(card) < today;
}

/** How long before its last day a card is spoken about (BIL-16). */
export const expiryNoticeDays = [30, 7] as const;
export type ExpiryNoticeDay = (typeof expiryNoticeDays)[number];

/** The notice whose day has come, the latest of them; null before the first and after the last day. */
export function dueExpiryNotice(card: Expiry, today: Day): ExpiryNoticeDay | null {
  const left = daysBetween(today, goodThrough(card));
  if (left < 0) return null;
  return expiryNoticeDays.toReversed().find((days) => left <= days) ?? null;
}

/** The last day that a list of cards expiring soon looks at. */
export function expiryListThrough(today: Day): Day {
  return addDays(today, expiryNoticeDays[0]);
}

/** `Visa 4242`. */
export function cardWords({ brand, last4 }: Pick<CardDetails, "brand" | "last4">): string {
  return `${brand.slice(0, 1).toUpperCase()}${brand.slice(1)} ${last4}`;
}

/**
 * Refuses details that cannot be a processor's: a token that holds a card number
 * (`card_number_refused`), an expiry that has passed (`card_expired`).
 */
export function requireCardDetails(card: CardDetails, today: Day): void {
  if (/(?:\d[ -]?){12,}/.test(card.token) || /\d{5,}/.test(card.brand)) refuse("card_number_refused", {});
  if (isExpired(card, today)) refuse("card_expired", { last4: card.last4, expiresMonth: card.expiresMonth, expiresYear: card.expiresYear });
}
