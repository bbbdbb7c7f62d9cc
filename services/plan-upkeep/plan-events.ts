/** What a letter about a plan is about: with its kind it is told at most once (F-13). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PriceRiseId } from "#domain/identity.ts";

export function ageOutEvent(membershipId: MembershipId, birthdayOn: Day): string {
  return `membership/${membershipId}/age_out/${birthdayOn}`;
}

export function renewalEvent(membershipId: MembershipId, renewsOn: Day): string {
  return `membership/${membershipId}/renewal/${renewsOn}`;
}

export function holdEndEvent(holdId: number, untilOn: Day): string {
  return `hold/${holdId}/ends/${untilOn}`;
}

export function priceRiseEvent(riseId: PriceRiseId, householdId: HouseholdId): string {
  return `price_rise/${riseId}/household/${householdId}`;
}

/** A letter of its own for who came after the others were written to. */
export function latecomerEvent(riseId: PriceRiseId, membershipId: MembershipId): string {
  return `price_rise/${riseId}/membership/${membershipId}`;
}
