/** What comes back of a package that is not used up (PKG-6). All amounts before tax. */
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";
import type { RefundMethod } from "./package-terms.ts";

export type RefundFacts = {
  /** Paid for the package and not refunded yet. */
  readonly paidCents: Cents;
  /** Σ of the list prices of what was used, each on its service day. */
  readonly usedListCents: Cents;
  /** Σ of the unit values of what was not used. */
  readonly unusedValueCents: Cents;
  /** Of the price, still to be paid: what was not paid for does not come back. */
  readonly unpaidCents: Cents;
  readonly feeCents: Cents;
};

/** What a method suggests: never below nothing, never above what was paid. By hand it suggests nothing. */
export function refundSuggested(method: RefundMethod, facts: RefundFacts): Cents {
  const { paidCents, usedListCents, unusedValueCents, unpaidCents, feeCents } = facts;
  if (method === "manual") return zeroCents;
  const wished = method === "list_price" ? addCents(paidCents, -usedListCents, -feeCents) : addCents(unusedValueCents, -unpaidCents);
  return toCents(Math.max(0, Math.min(paidCents, wished)));
}
