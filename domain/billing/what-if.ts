/**
 * A change tried on a copy of the records (BIL-5): the same draws, with another price, another plan or
 * another timetable of retries. Nobody joins or leaves meanwhile.
 */
import { addMonths, type Day } from "../calendar.ts";
import type { PlanId, PlanVersionId } from "../identity.ts";
import type { DrawFacts, ScheduleRecord, WantedDues } from "../memberships/draw-facts.ts";
import { wantedDues } from "../memberships/draw-schedule.ts";
import { findPrice, type PlanTerms } from "../memberships/plan.ts";
import { scale, toCents, type Cents } from "../money.ts";

export type WhatIf =
  | {
      readonly kind: "price_rise";
      /** Null: every plan. */
      readonly planId: PlanId | null;
      /** 500 = 5 %; below zero for a lower price. */
      readonly basisPoints: number;
      readonly fromOn: Day;
    }
  | { readonly kind: "plan_change"; readonly fromPlanId: PlanId; readonly toPlanId: PlanId; readonly fromOn: Day }
  | { readonly kind: "retry_rule"; readonly retryDays: readonly number[] };

/** What a move goes to: the version on sale. */
export type TargetPlan = { readonly planVersionId: PlanVersionId; readonly terms: PlanTerms };

/**
 * The facts of a membership under a change: from the first full period that begins on or after the day
 * on, a record with the new terms (MEM-9, MEM-17: a paid period is never split). Null where the
 * change does not touch it.
 */
export function changedFacts(
  facts: DrawFacts,
  planId: PlanId,
  billedThrough: Day,
  change: WhatIf,
  target: TargetPlan | null,
): DrawFacts | null {
  if (change.kind === "retry_rule") return null;
  const isMeant = change.kind === "price_rise" ? change.planId === null || change.planId === planId : change.fromPlanId === planId;
  if (!isMeant) return null;
  const since = billedThrough > change.fromOn ? billedThrough : change.fromOn;
  const first = firstPeriod(facts, since);
  const old = first && facts.records.findLast((record) => record.planVersionId === first.planVersionId);
  if (!first || !old) return null;
  const terms = newTerms(old, change, target);
  if (!terms) return null;
  const record: ScheduleRecord = {
    ...old,
    ...terms,
    anchorOn: first.from,
    covered: null,
    opening: "none",
    openingDays: null,
    openingChargeOn: null,
  };
  return { ...facts, records: [...facts.records, record] };
}

/** A year and a month are always enough to meet a full period again. */
function firstPeriod(facts: DrawFacts, since: Day): WantedDues | undefined {
  return wantedDues(facts, addMonths(since, 13), since).find(({ kind }) => kind === "period");
}

function newTerms(
  old: ScheduleRecord,
  change: Exclude<WhatIf, { kind: "retry_rule" }>,
  target: TargetPlan | null,
): Pick<ScheduleRecord, "planVersionId" | "priceCents"> | null {
  if (change.kind === "price_rise")
    return { planVersionId: old.planVersionId, priceCents: raisedPrice(old.priceCents, change.basisPoints) };
  const priceCents = target && findPrice(target.terms, old.periodMonths);
  return target && priceCents !== undefined && priceCents !== null
    ? { planVersionId: target.planVersionId, priceCents }
    : null;
}

/** A price after a rise in percent, rounded once (F-2); never below nothing. */
export function raisedPrice(priceCents: Cents, basisPoints: number): Cents {
  return scale(priceCents, Math.max(0, 10_000 + basisPoints), 10_000);
}

/** How cards have behaved: tries and successes of first attempts and of retries. */
export type CardHistory = {
  readonly firstTries: number;
  readonly firstSuccesses: number;
  readonly retries: number;
  readonly retrySuccesses: number;
};

/** Fewer attempts than this say nothing about the next year. */
export const leastTries = 20;

/** Whether a history is long enough to speak from. */
export function isTelling(history: CardHistory): boolean {
  return history.firstTries >= leastTries;
}

/**
 * What is collected of `cents` by card with a number of retries, in the proportions of the history:
 * each try succeeds as often as its like did, independent of the one before. With too little history
 * everything counts as collected.
 */
export function collectedCents(cents: Cents, retries: number, history: CardHistory): Cents {
  if (!isTelling(history)) return cents;
  const failedFirst = 1 - history.firstSuccesses / history.firstTries;
  const failedRetry = history.retries === 0 ? 1 : 1 - history.retrySuccesses / history.retries;
  const parts = 1_000_000;
  const lost = Math.round(failedFirst * failedRetry ** retries * parts);
  return toCents(cents - scale(cents, lost, parts));
}
