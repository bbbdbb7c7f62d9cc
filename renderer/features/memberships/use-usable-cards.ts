/** The household's cards that can be charged at the counter, the one in use first; none where cards are not for this person. */
import type { CardRow } from "#contract/charging.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useCards } from "../cards/use-cards.ts";

const none: readonly CardRow[] = [];

export function useUsableCards(householdId: HouseholdId): readonly CardRow[] {
  const cards = useCards(householdId);
  return cards.data?.filter((card) => !card.isExpired && !card.isRefused) ?? none;
}
