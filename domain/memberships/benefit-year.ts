/** The benefit year: the 12 months from the membership's start day, year after year (chapter 1, words). */
import { addMonths, dayInMonth, monthOf, yearOf, type Day, type DayRange } from "../calendar.ts";
import type { PlanTerms } from "./plan.ts";

/** The benefit year `[from, to)` that a day lies in; anchored, so 29 February comes back every leap year. */
export function benefitYearOf(startOn: Day, on: Day): DayRange {
  let years = yearOf(on) - yearOf(startOn);
  if (addMonths(startOn, years * 12) > on) years -= 1;
  return { from: addMonths(startOn, years * 12), to: addMonths(startOn, (years + 1) * 12) };
}

/** The first day of a member's first benefit year: the start day, or 1 January of its year where the plan says so. */
export function firstBenefitYearOn(terms: Pick<PlanTerms, "benefitYear">, startOn: Day): Day {
  return terms.benefitYear === "calendar" ? dayInMonth(startOn, 1 - monthOf(startOn), 1) : startOn;
}
