/** Amounts as people read them: `1,234.50`, with the currency's own number of decimals (F-1). */
import type { Cents } from "./money.ts";

/** Text without a currency sign; negative amounts carry a minus. */
export function moneyText(cents: Cents | number, digits: 0 | 2 = 2): string {
  const size = Math.abs(cents);
  const unit = digits === 0 ? 1 : 100;
  const whole = Math.floor(size / unit)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const fraction = digits === 0 ? "" : `.${String(size % unit).padStart(digits, "0")}`;
  return `${cents < 0 ? "−" : ""}${whole}${fraction}`;
}
