/**
 * Days that came due by today and ask nobody for money: those an `extend` has moved behind itself, and
 * free or covered ones (MEM-12). The run of the day puts them in force; a change made before that run
 * does so first, so that they are worth to it what they are worth after it.
 */
import type { WritableDb } from "#db/database.ts";
import { findMembership, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { invariant } from "#domain/invariant.ts";
import { isUnbilled } from "../billing/dues-line.ts";
import { coverDays } from "../billing/issue-dues.ts";
import type { Work } from "../context.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";

/** Answers the membership as it is afterwards. Days after one that is still to be billed wait for the run. */
export function coverOwedDays(cx: Work, db: WritableDb, membership: MembershipRow): MembershipRow {
  if (isPending(db, membership.id)) return membership;
  const wanted = wantedDues(loadDrawFacts(db, membership.id), cx.today, membership.billed_through_on);
  const firstBilled = wanted.findIndex((dues) => !isUnbilled(dues));
  const owed = firstBilled === -1 ? wanted : wanted.slice(0, firstBilled);
  if (owed.length === 0) return membership;
  coverDays(cx, db, owed.map((dues) => ({ membership, dues })));
  refreshDrawCursor(db, membership.id, membership.start_on);
  const now = findMembership(db, membership.id);
  invariant(now, "a membership that is changed stays");
  return now;
}
