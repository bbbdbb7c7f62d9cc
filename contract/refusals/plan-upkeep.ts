import { dayText } from "#domain/day-text.ts";
import type { Day } from "#domain/calendar.ts";
import type { PlanUpkeepRefusals } from "#domain/plan-upkeep/refusals.ts";
import type { Sentences } from "./sentence.ts";

const day = (text: string): string => dayText(text as Day);

export const planUpkeepSentences: Sentences<PlanUpkeepRefusals> = {
  age_out_not_ahead: () =>
    "There is no birthday to decide about: the plan has no upper age, or the birth date is missing. Look at the chart first.",
  age_out_no_successor: ({ plan }) =>
    `${plan} names no plan on sale for that age with this period. Choose one under Plans, or move the member to another plan yourself.`,
  term_does_not_end: () =>
    "No end of a term is entered for this membership, so there is nothing to renew. Look at its chart.",
  rise_not_found: () => "This price rise is no longer there. Open the list again.",
  rise_day_past: ({ earliestOn }) => `New prices can begin on ${day(earliestOn)} at the earliest. Choose that day or a later one.`,
  rise_changes_nothing: () => "No price would change. Choose a plan, and a price that differs from the one of today.",
  rise_price_wrong: ({ plan }) => `A price of ${plan} would not be above zero. Choose a smaller change.`,
  rise_waits_already: ({ plan, effectiveOn }) =>
    `New prices of ${plan} from ${day(effectiveOn)} are waiting already. Withdraw those first, or leave this plan out.`,
  rise_over: () => "Nothing of this price rise is left to withdraw: it was withdrawn before, or it has taken effect for everybody.",
  rise_changed_meanwhile: () => "Members or prices have changed since this was shown. Look at the list again, then confirm.",
  rise_member_not_waiting: () =>
    "For this member nothing is left to withdraw: the new price is in effect, or it was withdrawn before. Open the list again.",
};
