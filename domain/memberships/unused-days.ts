/** What days of a billed period are worth that will not be used (MEM-9, MEM-11, MEM-12). */
import { daysBetween, type Day } from "../calendar.ts";
import { prorate, type Cents } from "../money.ts";

/** What the days from `from` on of a billed period cost: its own amount, prorated once (F-2). */
export function unusedCents(
  period: { readonly from: Day; readonly to: Day; readonly amountCents: Cents },
  from: Day,
): Cents {
  if (from <= period.from) return period.amountCents;
  return prorate(period.amountCents, daysBetween(from, period.to), daysBetween(period.from, period.to));
}
