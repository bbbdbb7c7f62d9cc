/** What coming back after a lapse would cost (MEM-14), as the letters name it (BIL-11). */
import type { PeriodMonths } from "../calendar.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { scale, zeroCents, type Cents } from "../money.ts";

/** Months of dues by the month, so that every period length costs alike: monthly 6×, quarterly 2×, annual half. */
export function reactivationFee(
  terms: Pick<PlanTerms, "reactivation">,
  priceCents: Cents,
  periodMonths: PeriodMonths,
): Cents {
  const { rule, months, fixedCents } = terms.reactivation;
  if (rule === "fixed") return fixedCents;
  // Missed dues depend on the day of the return; the letter does not promise an amount.
  if (rule === "none" || rule === "missed_dues") return zeroCents;
  return scale(priceCents, months, periodMonths);
}
