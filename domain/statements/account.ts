/** Where a statement begins: after the household last owed nothing and had nothing to its credit (DOC-4). */
import type { Day } from "../calendar.ts";
import { addCents, zeroCents, type Cents } from "../money.ts";

type Step = { readonly on: Day; readonly netCents: Cents };

export type StatementStart = { readonly fromOn: Day; readonly openingCents: Cents };

/**
 * The first day after the last zero balance with something on it, or `fallback` when nothing ever
 * happened. Days are kept whole: a balance that was zero only within a day does not split it.
 */
export function sinceLastZero(steps: readonly Step[], fallback: Day): StatementStart {
  let balance = zeroCents;
  let start: Day | null = null;
  steps.forEach((step, index) => {
    if (start === null) start = step.on;
    balance = addCents(balance, step.netCents);
    const endsDay = steps[index + 1]?.on !== step.on;
    const isLast = index === steps.length - 1;
    if (endsDay && balance === 0 && !isLast) start = null;
  });
  return { fromOn: start ?? fallback, openingCents: zeroCents };
}

/** The balance before a chosen first day. */
export function openingAt(steps: readonly Step[], fromOn: Day): StatementStart {
  return {
    fromOn,
    openingCents: addCents(
      ...steps.filter((step) => step.on < fromOn).map((step) => step.netCents),
    ),
  };
}
