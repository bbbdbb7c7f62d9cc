/**
 * Amounts and days as they stand on paper. Columns carry plain figures, totals carry the currency
 * sign; a negative amount has a real minus sign, which no eye takes for a dash.
 */
import { Temporal } from "temporal-polyfill";
import type { Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { PrintCurrency } from "./document-data.ts";

/** `1,234.56` for a column. */
export function printAmount(cents: Cents, currency: PrintCurrency, locale: string): string {
  return parts(cents, currency, locale)
    .filter((part) => part.type !== "currency")
    .map((part) => part.value)
    .join("")
    .replace(/\u2212\s+/u, "\u2212")
    .trim();
}

/** `$1,234.56` (or `1.234,56 €`) for totals, with the practice's own sign. */
export function printMoney(cents: Cents, currency: PrintCurrency, locale: string): string {
  return parts(cents, currency, locale)
    .map((part) => (part.type === "currency" ? currency.symbol : part.value))
    .join("");
}

function parts(cents: Cents, currency: PrintCurrency, locale: string): Intl.NumberFormatPart[] {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.code,
    minimumFractionDigits: currency.decimals,
    maximumFractionDigits: currency.decimals,
  });
  return format
    .formatToParts(decimalText(cents, currency.decimals))
    .map((part) => (part.type === "minusSign" ? { ...part, value: "\u2212" } : part));
}

/** Exact decimal text, so that no amount passes through a binary fraction (F-1). */
function decimalText(cents: Cents, decimals: 0 | 2): `${number}` {
  const digits = String(Math.abs(cents)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return `${cents < 0 ? "-" : ""}${text}` as `${number}`;
}

/** `Nov 10, 2026` in the document's language. */
export function printDay(day: Day, locale: string): string {
  return Temporal.PlainDate.from(day).toLocaleString(locale, { dateStyle: "medium" });
}

/** `Nov 10, 2026 – Dec 9, 2026`, last day included (F-6). */
export function printPeriod(fromOn: Day, throughOn: Day, locale: string): string {
  return `${printDay(fromOn, locale)} \u2013 ${printDay(throughOn, locale)}`;
}
