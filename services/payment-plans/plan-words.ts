/**
 * The schedule of a payment plan word for word (INV-6): what is signed, and what its hash is over. A
 * drawn plan says in it that the card on file may be charged; one that is paid at the desk does not.
 */
import { createHash } from "node:crypto";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { listCardFacts } from "#db/charging/household-facts.ts";
import { findCard } from "#db/charging/cards.ts";
import { newestUsable } from "#domain/charging/decide-charges.ts";
import { cardWords } from "#domain/charging/card.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { scheduleWords, type ScheduleWords } from "#domain/payment-plans/schedule-words.ts";
import type { PlanPart, PlanPayment } from "#domain/payment-plans/schedule.ts";
import { fillWords } from "#domain/texts/fill-words.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { languageOfHousehold, ownWordsOf } from "../texts/words.ts";

export type PlanWords = {
  /** What is promised and allowed, sentence by sentence. */
  readonly sentences: readonly string[];
  /** The whole as it is kept, and its SHA-256. */
  readonly agreed: string;
  readonly fingerprint: string;
};

export type PlanToWord = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly payBy: PlanPayment;
  readonly invoices: readonly { readonly number: number }[];
  readonly parts: readonly PlanPart[];
  /** What was signed; empty until then. */
  readonly agreed: string;
};

/** The words of a plan: those that were signed, else those of today in the language of the household (DOC-8), with the practice's name, and the card that would be charged. */
export function wordsOfPlan(db: ReadableDb, plan: PlanToWord, today: Day, asked?: TextLanguage): PlanWords {
  if (plan.agreed !== "") {
    const { sentences } = JSON.parse(plan.agreed) as { readonly sentences: readonly string[] };
    return { sentences, agreed: plan.agreed, fingerprint: hashOf(plan.agreed) };
  }
  const practice = findPractice(db)?.name ?? "";
  const words = scheduleWords(asked ?? languageOfHousehold(db, plan.householdId), ownWordsOf(db).words);
  const sentences = [
    words.promise,
    ...(plan.payBy === "card" ? [fillWords(words.allow, { practice, card: cardOf(db, words, plan.householdId, today) }), words.takeBack] : []),
  ];
  const agreed = JSON.stringify({
    practice,
    payer: plan.payerName,
    invoices: plan.invoices.map(({ number }) => number),
    parts: plan.parts.map(({ dueOn, cents }) => ({ dueOn, cents })),
    payBy: plan.payBy,
    sentences,
  });
  return { sentences, agreed, fingerprint: hashOf(agreed) };
}

function hashOf(agreed: string): string {
  return createHash("sha256").update(agreed).digest("hex");
}

function cardOf(db: ReadableDb, words: ScheduleWords, householdId: HouseholdId, today: Day): string {
  const usable = newestUsable({ cards: listCardFacts(db, householdId), today });
  const card = usable && findCard(db, usable.cardId);
  return card ? fillWords(words.cardOnFile, { card: cardWords(card) }) : words.cardToCome;
}
