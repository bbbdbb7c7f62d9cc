/**
 * The commitment of a membership: the n periods a plan asks for, counted from the first full draw
 * (chapter 1, words: a stub is no commitment period), and later by the days of every `extend` (MEM-12).
 * Rejoining and another plan begin a new one; a new price or another draw day does not move its end.
 */
import { addDays, daysBetween, periodBoundary, type Day } from "../calendar.ts";
import { addCents, zeroCents, type Cents } from "../money.ts";
import type { PlanVersionId } from "../identity.ts";
import { recordStart, type DrawFacts } from "./draw-facts.ts";

export type CommitmentSpan = {
  /** The day of joining, or of coming back. */
  readonly startOn: Day;
  /** The first day of its first full period. */
  readonly firstDuesOn: Day;
  /** The first day after it. */
  readonly endsOn: Day;
  readonly priceCents: Cents;
  readonly periods: number;
};

/**
 * Null for a plan that runs from month to month (`periods` 0). `isSamePlan` says whether a version belongs
 * to the plan that the membership is on now.
 */
export function commitmentOf(
  facts: DrawFacts,
  periods: number,
  isSamePlan: (version: PlanVersionId) => boolean = () => true,
): CommitmentSpan | null {
  const backOn = (facts.absences ?? []).reduce<Day | null>((last, { to }) => (last === null || to > last ? to : last), null);
  const sinceBack = facts.records.filter((record) => backOn === null || recordStart(record) >= backOn);
  const since = sinceBack.slice(sinceBack.findLastIndex((record) => !isSamePlan(record.planVersionId)) + 1);
  const first = since[0];
  const current = since.at(-1);
  if (periods === 0 || !first || !current) return null;
  const startOn = recordStart(first);
  let endsOn = periodBoundary(first.anchorOn, first.drawDay, current.periodMonths, periods);
  for (const hold of facts.holds) {
    if (hold.kind !== "extend" || hold.until === null || hold.from < startOn || hold.from >= endsOn) continue;
    endsOn = addDays(endsOn, daysBetween(hold.from, hold.until));
  }
  return { startOn, firstDuesOn: first.anchorOn, endsOn, priceCents: current.priceCents, periods };
}

/**
 * The dues of a commitment that were billed, whether they are paid or still owed: what is owed stays
 * owed, and nobody is asked for it twice. Stubs and the days before its first draw do not count.
 */
export function committedCents(
  span: CommitmentSpan,
  billed: readonly { readonly kind: string; readonly from: Day; readonly amountCents: Cents }[],
): Cents {
  return billed
    .filter(({ kind, from }) => kind === "period" && from >= span.firstDuesOn && from < span.endsOn)
    .reduce<Cents>((sum, { amountCents }) => addCents(sum, amountCents), zeroCents);
}
