/**
 * Civil days as whole numbers, for arithmetic: 1 January 1970 is 0, the day after is 1. The calendar
 * is the proleptic Gregorian one, as Temporal's; a test compares every day of four centuries. A
 * billing run asks this hundreds of thousands of times, so no object is made on the way.
 */

/** Days from 0000-03-01 to 1970-01-01: counting years from March puts the leap day last. */
const epochShift = 719_468;
const daysPerEra = 146_097;
const yearsPerEra = 400;

/** The number of a day that exists; the caller has checked that it does. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / yearsPerEra);
  const yearOfEra = marchYear - era * yearsPerEra;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - epochShift;
}

/** Year, month (1–12) and day of the month of a number. */
export function dateOfNumber(number: number): [year: number, month: number, dayOfMonth: number] {
  const shifted = number + epochShift;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return [era * yearsPerEra + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfMonth];
}
