/** Money that was given back, by the way it goes and when it arrives (INV-9, DOC-12). */
import { findCardOfPayment, type ToldRefund } from "#db/messages/facts.ts";
import type { ReadableDb } from "#db/database.ts";
import { eventWords, type WayBack } from "#domain/dunning/event-letter-words.ts";
import { letterWords } from "#domain/dunning/letter-words.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";

export type MoneyBack = { readonly lines: string[]; readonly arrives: string };

/** A line for each way; by several ways the slowest says when all of it has arrived. */
export function moneyBack(db: ReadableDb, refunds: readonly ToldRefund[], { language, money }: LetterFormat): MoneyBack {
  const words = eventWords(language);
  const sums = new Map<string, { readonly way: WayBack; readonly card: string; cents: Cents }>();
  for (const refund of refunds) {
    const way = wayOf(refund);
    const card = way === "card" ? cardOf(db, refund, language) : "";
    const sum = sums.get(`${way} ${card}`) ?? { way, card, cents: zeroCents };
    sums.set(`${way} ${card}`, { ...sum, cents: addCents(sum.cents, refund.amountCents) });
  }
  const ways = [...sums.values()];
  const arrival = ways.some(({ way }) => way === "check") ? "mail" : ways.some(({ way }) => isByBank(way)) ? "days" : "now";
  return { lines: ways.map(({ way, card, cents }) => words.back(money(cents), way, card)), arrives: words.arrives[arrival] };
}

function wayOf({ paidBy, tender }: ToldRefund): WayBack {
  if (paidBy === "check" || paidBy === "cash" || paidBy === "credit") return paidBy;
  switch (tender) {
    case "card_on_file":
      return "card";
    case "card_terminal":
    case "hsa_card":
      return "terminal";
    case "ach":
      return "bank";
    case "cash":
      return "cash";
    case "gift_certificate":
      return "certificate";
    default:
      return "other";
  }
}

function isByBank(way: WayBack): boolean {
  return way === "card" || way === "terminal" || way === "bank" || way === "other";
}

function cardOf(db: ReadableDb, { paymentId }: ToldRefund, language: LetterFormat["language"]): string {
  const words = letterWords(language);
  const card = paymentId === null ? undefined : findCardOfPayment(db, paymentId);
  return card ? words.cardEnding(card.brand, card.last4) : words.card;
}
