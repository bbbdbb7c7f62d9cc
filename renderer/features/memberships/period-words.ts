/** How a price and its period are said: "37.00 a month". */
export type Months = 1 | 3 | 6 | 12;

export const periodWords: Readonly<Record<Months, string>> = {
  1: "month",
  3: "quarter",
  6: "half-year",
  12: "year",
};

export const periodNames: Readonly<Record<Months, string>> = {
  1: "Monthly",
  3: "Quarterly",
  6: "Half-yearly",
  12: "Annual",
};

export function periodWordOf(months: number): string {
  return periodWords[months as Months] ?? `${months} months`;
}

/** 1st, 2nd, 3rd, 31st. */
export function ordinal(day: number): string {
  const tens = day % 100;
  if (tens >= 11 && tens <= 13) return `${day}th`;
  return `${day}${["th", "st", "nd", "rd"][day % 10] ?? "th"}`;
}
