/**
 * The practice's way of writing money and days, and its current day, for every component below.
 * The day comes from the office's status, so that a training clock moves every screen (F-20).
 */
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { toDay, type Day } from "#domain/calendar.ts";
import { dayOrderOf, type ReadDayOptions } from "./read-day.ts";
import { plainMoneyStyle, type MoneyStyle } from "./money.ts";

export type PracticeFormat = {
  readonly locale: string;
  readonly today: Day;
  readonly money: MoneyStyle;
  readonly dayOrder: ReadDayOptions["order"];
};

const Context = createContext<PracticeFormat>({
  locale: "en-US",
  today: toDay("2026-01-01"),
  money: plainMoneyStyle,
  dayOrder: "month-first",
});

export type PracticeFormatProviderProps = {
  readonly locale: string;
  readonly today: Day;
  readonly currency: string;
  readonly currencyDigits: 0 | 2;
  readonly negative?: MoneyStyle["negative"];
  readonly children: ReactNode;
};

export function PracticeFormatProvider({
  locale,
  today,
  currency,
  currencyDigits,
  negative = "minus",
  children,
}: PracticeFormatProviderProps) {
  const value = useMemo<PracticeFormat>(
    () => ({
      locale,
      today,
      money: { locale, currency, digits: currencyDigits, negative },
      dayOrder: dayOrderOf(locale),
    }),
    [locale, today, currency, currencyDigits, negative],
  );
  return <Context value={value}>{children}</Context>;
}

export function usePracticeFormat(): PracticeFormat {
  return useContext(Context);
}

/** The practice's day, as the office says it; never the computer's. */
export function useToday(): Day {
  return useContext(Context).today;
}
