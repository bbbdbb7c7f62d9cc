/** The end of a membership's term and what comes then (MEM-18): it renews, or it ends by itself. */
import { hasWithdrawnExpiry } from "#db/plan-upkeep/renewals.ts";
import type { ReadableDb } from "#db/database.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { addDays, type Day, type DayRange } from "#domain/calendar.ts";
import type { PlanVersionId } from "#domain/identity.ts";
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

/** The end of the term that is running, by what is billed. */
export function termEndOf(db: ReadableDb, membership: Member, facts: DrawFacts): TermEnd {
  const record = facts.records.at(-1);
  invariant(record, "a membership has a schedule");
  const { terms, planId } = planOf(db, record.planVersionId);
  const isSamePlan = (version: PlanVersionId): boolean => planOf(db, version).planId === planId;
  let term = runningTerm(facts, terms, membership.billed_through_on, isSamePlan);
  for (let count = 0; count < mostTerms; count += 1) {
    const renewsOn = renewalDay(facts, term);
    const isKept = !terms.autoRenew && hasWithdrawnExpiry(db, membership.id, renewsOn);
    if (!isKept)
      return { terms, term, renewsOn, ends: !terms.autoRenew, isFixed: hasFixedTerm(terms, record.periodMonths) };
    term = termOf(facts, terms, term.to, isSamePlan);
  }
  invariant(false, "a term ends");
}

/**
 * The term that the last billed day lies in; after another draw day the period that reaches over the end of a
 * term still belongs to it.
 */
function runningTerm(
  facts: DrawFacts,
  terms: PlanTerms,
  billedThroughOn: Day,
  isSamePlan: (version: PlanVersionId) => boolean,
): DayRange {
  const term = termOf(facts, terms, addDays(billedThroughOn, -1), isSamePlan);
  const before = termOf(facts, terms, addDays(term.from, -1), isSamePlan);
  return before.to === term.from && renewalDay(facts, before) >= billedThroughOn ? before : term;
}

/** The facts with the end of a term that is not renewed; unchanged where the membership ends before, or goes on. */
export function withTermEnd(db: ReadableDb, membership: Member, facts: DrawFacts): DrawFacts {
  const record = facts.records.at(-1);
  if (!record || planOf(db, record.planVersionId).terms.autoRenew) return facts;
  const { renewsOn } = termEndOf(db, membership, facts);
  return facts.endsOn !== null && facts.endsOn <= renewsOn ? facts : { ...facts, endsOn: renewsOn };
}
