/** Ages that decide something at the desk: who is a minor, and who turns 18 soon (MEM age-out notices). */
import { addDays, ageOn, dayOfMonthOf, makeDay, monthOf, yearOf, type Day } from "../calendar.ts";

export const adultAge = 18;

/** Under 18 on a day; the eighteenth birthday itself no longer counts. */
export function isMinor(birthOn: Day, on: Day): boolean {
  return ageOn(birthOn, on) < adultAge;
}

/** The day a person reaches an age; who was born on 29 February does so on 1 March in other years. */
export function birthdayAt(birthOn: Day, age: number): Day {
  const year = yearOf(birthOn) + age;
  const leapDay = monthOf(birthOn) === 2 && dayOfMonthOf(birthOn) === 29;
  const leapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return leapDay && !leapYear
    ? makeDay(year, 3, 1)
    : makeDay(year, monthOf(birthOn), dayOfMonthOf(birthOn));
}

/** Whether a minor turns 18 within so many days after a day. */
export function turnsAdultWithin(birthOn: Day, on: Day, days: number): boolean {
  return isMinor(birthOn, on) && birthdayAt(birthOn, adultAge) <= addDays(on, days);
}
