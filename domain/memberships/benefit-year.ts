/** The benefit year: the 12 months from the membership's start day, year after year (chapter 1, words). */
import { addMonths, yearOf, type Day, type DayRange } from "../calendar.ts";

/** The benefit year `[from, to)` that a day lies in; anchored, so 29 February comes back every leap year. */
export function benefitYearOf(startOn: Day, on: Day): DayRange {
  let years = yearOf(on) - yearOf(startOn);
  if (addMonths(startOn, years * 12) > on) years -= 1;
  return { from: addMonths(startOn, years * 12), to: addMonths(startOn, (years + 1) * 12) };
}
