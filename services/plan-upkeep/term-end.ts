/** The end of a membership's term and what comes then (MEM-18): it renews, or it ends by itself. */
import { hasWithdrawnExpiry } from "#db/plan-upkeep/renewals.ts";
import type { ReadableDb } from "#db/database.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { addDays, type Day, type DayRange } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { hasFixedTerm, renewalDay, termOf } from "#domain/memberships/term.ts";
import { planOf } from "../billing/known-plans.ts";

type Member = Pick<MembershipRow, "id" | "billed_through_on">;

export type TermEnd = {
  readonly terms: PlanTerms;
  readonly term: DayRange;
  /** The first day of the next term, as it is drawn. */
  readonly renewsOn: Day;
  /** The plan does not renew by itself, and nobody has said that this member goes on. */
  readonly ends: boolean;
  readonly isFixed: boolean;
};

/** A bound: nobody lets a membership go on more often than this. */
const mostTerms = 200;

/** The term that the last billed day lies in. */
export function termEndOf(db: ReadableDb, membership: Member, facts: DrawFacts): TermEnd {
  const record = facts.records.at(-1);
  invariant(record, "a membership has a schedule");
  const { terms, planId } = planOf(db, record.planVersionId);
  const isSamePlan = (version: typeof record.planVersionId): boolean => planOf(db, version).planId === planId;
  let on = addDays(membership.billed_through_on, -1);
  for (let count = 0; count < mostTerms; count += 1) {
    const term = termOf(facts, terms, on, isSamePlan);
    const renewsOn = renewalDay(facts, term);
    const isKept = !terms.autoRenew && hasWithdrawnExpiry(db, membership.id, renewsOn);
    if (!isKept)
      return { terms, term, renewsOn, ends: !terms.autoRenew, isFixed: hasFixedTerm(terms, record.periodMonths) };
    on = term.to;
  }
  invariant(false, "a term ends");
}

/** The facts with the end of a term that is not renewed; unchanged where the membership ends before, or goes on. */
export function withTermEnd(db: ReadableDb, membership: Member, facts: DrawFacts): DrawFacts {
  const record = facts.records.at(-1);
  if (!record || planOf(db, record.planVersionId).terms.autoRenew) return facts;
  const { renewsOn } = termEndOf(db, membership, facts);
  return facts.endsOn !== null && facts.endsOn <= renewsOn ? facts : { ...facts, endsOn: renewsOn };
}
