/**
 * Keeps what a change of a membership wrote, so that it can be taken back exactly, and counts the
 * membership's version, by which two people changing it at once are told apart.
 */
import { insertChange } from "#db/memberships/change-log.ts";
import { alteredSince, listGrantsMade, readImages, readMarks } from "#db/memberships/change-trace.ts";
import { findMembership } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { ChangeKind } from "#domain/memberships/change-words.ts";
import type { Work } from "../../context.ts";
import { tellOfChange } from "../../messages/changed.ts";

/** What a change says of itself when it is done. */
export type Made<T> = {
  readonly result: T;
  readonly membershipIds: readonly MembershipId[];
  /** The first day it tells; a change that waits is one whose day lies ahead. */
  readonly effectiveOn: Day;
  readonly sentence: string;
};

/** Any answer of a change tells the change's own id, by which it is taken back. */
export type Recorded = { readonly changeId: number };

/** Does the work and records it as one change; `membershipId` is any membership of the household it is about. */
export function recordChange<T>(
  cx: Work,
  db: WritableDb,
  kind: ChangeKind,
  membershipId: MembershipId,
  work: () => Made<T>,
): T & Recorded {
  const membership = findMembership(db, membershipId);
  // The work itself refuses a membership that is not there, in words.
  const householdId = membership?.household_id;
  const from = readMarks(db);
  const before = householdId === undefined ? undefined : readImages(db, householdId);
  const { result, membershipIds, effectiveOn, sentence } = work();
  invariant(before && householdId !== undefined, "a change was made to a membership that is there");
  const changeId = insertChange(db, {
    kind,
    membershipIds,
    effectiveOn,
    sentence,
    trace: {
      from,
      to: readMarks(db),
      before: alteredSince(before, readImages(db, householdId)),
      grants: listGrantsMade(db, from),
    },
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  tellOfChange(cx, db, { householdId, kind, changeId, membershipIds });
  return { ...result, changeId };
}
