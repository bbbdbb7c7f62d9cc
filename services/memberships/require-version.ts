/** Two people who change the same membership at once are told apart by its version (F-18). */
import type { ReadableDb } from "#db/database.ts";
import { findMembership } from "#db/memberships/records.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";

/** Refuses `membership_changed_meanwhile`. Without a version nothing was shown that could be old. */
export function requireVersion(db: ReadableDb, id: MembershipId, version: number | null | undefined): void {
  if (version === null || version === undefined) return;
  const membership = findMembership(db, id);
  if (membership && membership.version !== version) refuse("membership_changed_meanwhile", {});
}
