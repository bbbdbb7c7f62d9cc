/**
 * Step 2 of the run (BIL-1): what the processor reports by itself. Events come late, twice and in any
 * order (BIL-9); each is taken in once, in a transaction of its own, and the place in the list is
 * moved only after all before it are in.
 */
import { findAttempt } from "#db/charging/attempts.ts";
import { findCardByToken, insertCard, markRemoved } from "#db/charging/cards.ts";
import { findEventPlace, noteEvent, saveEventPlace } from "#db/charging/events.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findRefundAttempt } from "#db/refund-attempts.ts";
import type { Work } from "../context.ts";
import type { CardEvent } from "../gateways/cards.ts";
import { audit } from "../record.ts";
import { bookFoundRefund } from "../refunds/to-card/found-refund.ts";
import { settleRefundAttempt } from "../refunds/to-card/settle-refund.ts";
import { bookFound } from "./book-found.ts";
import { takeDispute } from "./disputes.ts";
import type { ChargingNeeds } from "./needs.ts";
import { settleAttempt } from "./settle-charge.ts";

const mostPages = 200;

/** Answers how many events were new. */
export async function* takeEvents(needs: ChargingNeeds): AsyncGenerator<void, number> {
  let taken = 0;
  for (let page = 0; page < mostPages; page += 1) {
    const after = needs.cx().db.read((db): string | null => findEventPlace(db));
    const answer = await needs.gateway.events(after);
    if ("state" in answer) return taken;
    for (const event of answer.events) {
      if (!(await isReady(needs, event))) return taken;
      if (takeEvent(needs, event)) taken += 1;
    }
    const { next } = answer;
    if (next === null || next === after) return taken;
    needs.cx().db.write((db) => saveEventPlace(db, next));
    yield;
  }
  return taken;
}

function takeEvent(needs: ChargingNeeds, event: CardEvent): boolean {
  const cx = needs.cx();
  return cx.db.write((db): boolean => {
    if (!noteEvent(db, event, cx.now)) return false;
    applyEvent(cx, db, event);
    return true;
  });
}

/**
 * An event about a charge this file does not know is understood only with what the processor has of
 * it, so that is asked for first. False: it could not be asked, and the event waits for the next run.
 */
async function isReady(needs: ChargingNeeds, event: CardEvent): Promise<boolean> {
  if (event.kind === "card_updated") return true;
  if (event.kind === "refund") return isRefundReady(needs, event.key);
  const { key } = event;
  if (needs.cx().db.read((db): boolean => findAttempt(db, key) !== undefined)) return true;
  const found = await needs.gateway.lookUp(key);
  if ("state" in found) return found.state === "absent";
  const cx = needs.cx();
  cx.db.write((db): void => {
    bookFound(cx, db, found);
  });
  return true;
}

/** The same for a refund: it is understood with its charge, which may have to be found first. */
async function isRefundReady(needs: ChargingNeeds, key: string): Promise<boolean> {
  const knows = (work: (db: ReadableDb) => boolean): boolean => needs.cx().db.read((db): boolean => work(db));
  if (knows((db) => findRefundAttempt(db, key) !== undefined)) return true;
  const found = await needs.gateway.lookUpRefund(key);
  if ("state" in found) return found.state === "absent";
  if (!knows((db) => findAttempt(db, found.chargeKey) !== undefined)) {
    const charge = await needs.gateway.lookUp(found.chargeKey);
    if ("state" in charge && charge.state !== "absent") return false;
    const cx = needs.cx();
    if (!("state" in charge))
      cx.db.write((db): void => {
        bookFound(cx, db, charge, found.outcome.state === "declined" ? 0 : found.amountCents);
      });
  }
  const cx = needs.cx();
  cx.db.write((db): void => {
    bookFoundRefund(cx, db, found);
  });
  return true;
}

function applyEvent(cx: Work, db: WritableDb, event: CardEvent): void {
  switch (event.kind) {
    case "charge":
      if (findAttempt(db, event.key)) settleAttempt(cx, db, event.key, event.outcome, false);
      return;
    case "refund":
      if (findRefundAttempt(db, event.key)) settleRefundAttempt(cx, db, event.key, event.outcome, false);
      return;
    case "dispute":
      takeDispute(cx, db, event);
      return;
    case "card_updated":
      updateCard(cx, db, event);
  }
}

/** The card network sent a new expiry or number (BIL-16): a new card takes the place of the old one. */
function updateCard(cx: Work, db: WritableDb, event: CardEvent & { readonly kind: "card_updated" }): void {
  const old = findCardByToken(db, event.cardToken);
  if (!old || (event.newToken !== event.cardToken && findCardByToken(db, event.newToken))) return;
  const { last4, expiresMonth, expiresYear } = event;
  markRemoved(db, old.cardId, { at: cx.now, by: null, why: "updated" });
  const cardId = insertCard(db, {
    householdId: old.householdId,
    token: event.newToken,
    brand: old.brand,
    last4,
    expiresMonth,
    expiresYear,
    funding: old.funding,
    replacesId: old.cardId,
    provenAt: old.provenAt,
    collectsThroughOn: null,
    addedBy: null,
    addedAt: cx.now,
  });
  audit(cx, db, "card.updated", `card/${cardId}`, {
    before: { last4: old.last4, expiresMonth: old.expiresMonth, expiresYear: old.expiresYear },
    after: { last4, expiresMonth, expiresYear },
  });
  db.touch("cards", `household/${old.householdId}`);
}
