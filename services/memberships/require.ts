/** Finds a membership that can still be changed, or refuses in words. */
import type { ReadableDb } from "#db/database.ts";
import { findCancellation, findLapseDay, findMembership, type MembershipRow } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";

export function requireMembership(db: ReadableDb, id: MembershipId): MembershipRow {
  return findMembership(db, id) ?? refuse("membership_not_found", {});
}

/** Refuses `membership_not_found`, and `membership_ended` after a cancellation or a lapse took effect. */
export function requireRunning(db: ReadableDb, id: MembershipId, today: Day): MembershipRow {
  const membership = requireMembership(db, id);
  const ended = findCancellation(db, id);
  const lapsedOn = findLapseDay(db, id);
  if ((ended && ended.effectiveOn <= today) || (lapsedOn && lapsedOn <= today)) refuse("membership_ended", {});
  return membership;
}
