/** Packages in the words of the counter. */
import type { SaleView } from "#contract/packages.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { RefundMethod } from "#domain/packages/package-terms.ts";

export const saleLooks: Readonly<Record<SaleView["state"], { readonly tone: "good" | "attention" | "quiet"; readonly word: string }>> = {
  active: { tone: "good", word: "Active" },
  unpaid: { tone: "attention", word: "To pay" },
  used_up: { tone: "quiet", word: "Used up" },
  expired: { tone: "quiet", word: "Expired" },
  cancelled: { tone: "quiet", word: "Cancelled" },
};

export const refundMethodWords: Readonly<Record<RefundMethod, string>> = {
  list_price: "List price of what was used comes off",
  pro_rata: "What the unused uses are worth",
  manual: "Decided at the desk",
};

/** The last day on which it can be used; null where there is none yet. */
export function lastDayOf({ expiresOn }: { readonly expiresOn: Day | null }): Day | null {
  return expiresOn === null ? null : addDays(expiresOn, -1);
}

export function usesWord(count: number): string {
  return count === 1 ? "1 use" : `${count} uses`;
}
