/** Whether a household's card can be asked for the parts of a plan (INV-6). */
import { listCardFacts } from "#db/charging/household-facts.ts";
import type { ReadableDb } from "#db/database.ts";
import { newestUsable } from "#domain/charging/decide-charges.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";

/** Refuses `cards_not_connected` and `no_usable_card`. */
export function requireDrawable(cx: Work, db: ReadableDb, householdId: HouseholdId): void {
  if (!cx.gateways?.cards.canCharge) refuse("cards_not_connected", {});
  if (!newestUsable({ cards: listCardFacts(db, householdId), today: cx.today })) refuse("no_usable_card", {});
}
