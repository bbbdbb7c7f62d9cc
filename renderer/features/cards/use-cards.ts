/** The cards of a household and what was tried with them, kept fresh. */
import type { AttemptRow, CardRow } from "#contract/charging.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf, type QueryAnswer } from "../../app/client/use-query-of.ts";

export function useCards(householdId: HouseholdId): QueryAnswer<CardRow[]> {
  const office = useOffice();
  return useQueryOf(
    office.cards.list,
    { householdId },
    { topics: ["cards", "charges", "clock", `household/${householdId}`] },
  );
}

export function useAttempts(householdId: HouseholdId): QueryAnswer<AttemptRow[]> {
  const office = useOffice();
  return useQueryOf(
    office.charging.attempts,
    { householdId },
    { topics: ["charges", "payments", "clock", `household/${householdId}`] },
  );
}
