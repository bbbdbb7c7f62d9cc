/** When a household is asked for money next, as its messages say it (DOC-7, DOC-12). */
import type { ReadableDb } from "#db/database.ts";
import { findPays } from "#db/plan-upkeep/renewals.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { planLetterWords } from "#domain/dunning/plan-letter-words.ts";
import { nextDrawOf } from "../memberships/next-draw-of.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";

/** Undefined when no draw is ahead. */
export function nextPaymentWords(db: ReadableDb, householdId: HouseholdId, { language, money, day }: LetterFormat): string | undefined {
  const next = nextDrawOf(db, householdId);
  if (!next) return undefined;
  const words = planLetterWords(language);
  const pays = findPays(db, householdId);
  const isCharged = pays.paysBy === "card" && pays.hasCard === 1;
  const [amount, dueOn] = [money(next.cents), day(next.on)];
  return isCharged ? words.renews(amount, dueOn) : words.renewsByHand(amount, dueOn);
}
