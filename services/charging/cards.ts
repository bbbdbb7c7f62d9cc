/**
 * The cards of a household (BIL-7, BIL-14): only the processor's token and what may be shown. A new
 * card is kept beside the one it replaces until it has paid for the first time.
 */
import {
  findCard,
  findCardByToken,
  hasLiveChargeOfCard,
  insertCard,
  isCardRefused,
  listCards,
  markRemoved,
  setPaysBy,
  type CardRow,
} from "#db/charging/cards.ts";
import { findHouseholdMoney } from "#db/payments.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { goodThrough, isExpired, requireCardDetails, type CardDetails } from "#domain/charging/card.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireNotMerged } from "../people/require.ts";

export type CardView = {
  readonly cardId: number;
  readonly brand: string;
  readonly last4: string;
  readonly expiresMonth: number;
  readonly expiresYear: number;
  readonly funding: CardDetails["funding"];
  readonly goodThroughOn: Day;
  readonly isExpired: boolean;
  /** The bank has said never to try it again (BIL-10). */
  readonly isRefused: boolean;
  /** It has paid at least once. */
  readonly isProven: boolean;
  /** The card that goes when this one has paid. */
  readonly replacesId: number | null;
  /** The one that charges go to today. */
  readonly isUsed: boolean;
};

/** On file now, the one in use first, then the newest. */
export function listHouseholdCards(cx: Cx, householdId: HouseholdId): CardView[] {
  return look<CardView[]>(cx, (db) => {
    const cards = listCards(db, householdId);
    const refused = new Set(cards.filter((card) => isCardRefused(db, card.cardId)).map((card) => card.cardId));
    const used = cards.findLast((card) => !refused.has(card.cardId) && !isExpired(card, cx.today))?.cardId;
    return cards
      .map((card) => ({
        cardId: card.cardId,
        brand: card.brand,
        last4: card.last4,
        expiresMonth: card.expiresMonth,
        expiresYear: card.expiresYear,
        funding: card.funding,
        goodThroughOn: goodThrough(card),
        isExpired: isExpired(card, cx.today),
        isRefused: refused.has(card.cardId),
        isProven: card.provenAt !== null,
        replacesId: card.replacesId,
        isUsed: card.cardId === used,
      }))
      .toSorted((a, b) => Number(b.isUsed) - Number(a.isUsed) || b.cardId - a.cardId);
  });
}

export type CardToAdd = {
  readonly householdId: HouseholdId;
  readonly card: CardDetails;
  /** The card on file that it is to take the place of, once it has paid (BIL-14). */
  readonly replacesId: number | null;
  /** What is due now is collected with it: the oldest at once, then one a day (BIL-14). */
  readonly collectsDue: boolean;
  /** The household's draws go to the card from now on. */
  readonly paysByCard: boolean;
};

/**
 * Refuses `cards_not_connected`, `payment_household_not_found`, `card_number_refused`, `card_expired`,
 * `card_already_on_file` and `card_not_found`.
 */
export function addCard(cx: Cx, request: CardToAdd): { cardId: number } {
  return act<{ cardId: number }>(cx, (db) => {
    const { householdId, card, replacesId } = request;
    if (!cx.gateways.cards.canCharge) refuse("cards_not_connected", {});
    if (!findHouseholdMoney(db, householdId)) refuse("payment_household_not_found", {});
    requireNotMerged(db, householdId);
    requireCardDetails(card, cx.today);
    if (findCardByToken(db, card.token)) refuse("card_already_on_file", { last4: card.last4 });
    if (replacesId !== null) requireCard(db, replacesId, householdId);
    const cardId = insertCard(db, {
      ...card,
      householdId,
      replacesId,
      provenAt: null,
      collectsThroughOn: request.collectsDue ? cx.today : null,
      addedBy: cx.actor.staffId,
      addedAt: cx.now,
    });
    if (request.paysByCard) setPaysBy(db, householdId, "card");
    audit(cx, db, "card.added", `card/${cardId}`, {
      after: {
        householdId,
        brand: card.brand,
        last4: card.last4,
        replacesId,
        collectsDue: request.collectsDue,
        paysByCard: request.paysByCard,
      },
    });
    db.touch("cards", "billing", `household/${householdId}`);
    return { cardId };
  });
}

/** Takes a card off file. Refuses `card_not_found` and `card_charge_unresolved`. */
export function removeCard(cx: Cx, request: { readonly cardId: number; readonly reason: string }): { removed: boolean } {
  return act<{ removed: boolean }>(cx, (db) => {
    const { cardId, reason } = request;
    const card = findCard(db, cardId);
    if (!card || card.removedAt !== null) refuse("card_not_found", {});
    if (hasLiveChargeOfCard(db, cardId)) refuse("card_charge_unresolved", { last4: card.last4 });
    markRemoved(db, cardId, { at: cx.now, by: cx.actor.staffId, why: "asked" });
    audit(cx, db, "card.removed", `card/${cardId}`, { before: { last4: card.last4 }, after: { reason } });
    db.touch("cards", "billing", `household/${card.householdId}`);
    return { removed: true };
  });
}

function requireCard(db: WritableDb, cardId: number, householdId: HouseholdId): CardRow {
  const card = findCard(db, cardId);
  if (!card || card.removedAt !== null || card.householdId !== householdId) refuse("card_not_found", {});
  return card;
}
