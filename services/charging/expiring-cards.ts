/** Cards that expire soon (BIL-16): the list for the desk, and the notices 30 and 7 days before. */
import { listCardsExpiring, type ExpiringCardRow } from "#db/charging/cards.ts";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { dueExpiryNotice, expiryListThrough, goodThrough } from "#domain/charging/card.ts";
import { asId, type CardId } from "#domain/identity.ts";
import { look, type Cx } from "../context.ts";
import { queueCardExpiryNotice } from "../dunning/queue-notice.ts";

const cardsPerSlice = 25;

/** Step 6 of the run for cards: each notice once, the latest due; the outbox itself refuses a second one. */
export function* tellOfExpiringCards(cx: Cx): Generator<void, void> {
  const cards = cx.db.read((db): ExpiringCardRow[] => listCardsExpiring(db, cx.today, expiryListThrough(cx.today)));
  for (let from = 0; from < cards.length; from += cardsPerSlice) {
    cx.db.write((db) => {
      for (const card of cards.slice(from, from + cardsPerSlice)) {
        const daysBefore = dueExpiryNotice(card, cx.today);
        if (daysBefore !== null) queueCardExpiryNotice(cx, db, { cardId: asId<CardId>(card.cardId), daysBefore });
      }
    });
    yield;
  }
}

export type ExpiringCard = ExpiringCardRow & { readonly goodThroughOn: Day; readonly daysLeft: number };

/** Cards that are good for at most 30 more days, and those that ran out in the last 60, soonest first. */
export function listExpiringCards(cx: Cx): ExpiringCard[] {
  return look<ExpiringCard[]>(cx, (db) =>
    listCardsExpiring(db, firstShown(cx.today), expiryListThrough(cx.today)).map((card) => {
      const goodThroughOn = goodThrough(card);
      return { ...card, goodThroughOn, daysLeft: daysBetween(cx.today, goodThroughOn) };
    }),
  );
}

function firstShown(today: Day): Day {
  return addDays(today, -60);
}
