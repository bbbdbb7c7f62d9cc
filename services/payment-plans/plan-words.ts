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
import type { PlanPart, PlanPayment } from "#domain/payment-plans/schedule.ts";

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

/** The words of a plan: those that were signed, else those of today, with the practice's name, and the card that would be charged. */
export function wordsOfPlan(db: ReadableDb, plan: PlanToWord, today: Day): PlanWords {
  if (plan.agreed !== "") {
    const { sentences } = JSON.parse(plan.agreed) as { readonly sentences: readonly string[] };
    return { sentences, agreed: plan.agreed, fingerprint: hashOf(plan.agreed) };
  }
  const practice = findPractice(db)?.name ?? "";
  const sentences = [
    "I agree to make these payments on or before the days above. No interest and no charge is added.",
    ...(plan.payBy === "card" ? authorisation(practice, cardOf(db, plan.householdId, today)) : []),
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

function authorisation(practice: string, card: string): string[] {
  return [
    `I allow ${practice} to charge ${card}, or the card that takes its place, with each payment on its day.`,
    "Nothing but these payments is charged. I can take this back at any time by telling the office; I then pay another way.",
  ];
}

function cardOf(db: ReadableDb, householdId: HouseholdId, today: Day): string {
  const usable = newestUsable({ cards: listCardFacts(db, householdId), today });
  const card = usable && findCard(db, usable.cardId);
  return card ? `my card on file (${cardWords(card)})` : "the card that I give the office";
}
