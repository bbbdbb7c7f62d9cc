/** A coupon as it is read out: what comes off, off what, how often, for whom and until when (PPL-14). */
import { dayText } from "../day-text.ts";
import { moneyText } from "../money-text.ts";
import type { CouponTerms } from "../pricing/coupon.ts";

/** `10 % off the dues, once`, `20.00 off dues and activation fee, on 3 charges`. */
export function couponWords(terms: CouponTerms, digits: 0 | 2 = 2): string {
  const off =
    terms.off.kind === "percent" ? percentWords(terms.off.basisPoints) : moneyText(terms.off.cents, digits);
  return `${off} off ${scopeWords(terms)}, ${timesWords(terms.charges)}`;
}

/** Until when and how often it is given: `Until 31 Dec 2026 · 50 households at most · once for each household`. */
export function couponLimitWords(terms: CouponTerms): string {
  return [
    terms.redeemBy === null ? "No last day" : `Until ${dayText(terms.redeemBy)}`,
    ...(terms.maxUses === null ? [] : [`${terms.maxUses} household${terms.maxUses === 1 ? "" : "s"} at most`]),
    ...(terms.oncePerHousehold ? ["once for each household"] : []),
  ].join(" · ");
}

/** `10 %`, `12.5 %` from basis points, without a float. */
export function percentWords(basisPoints: number): string {
  const rest = String(basisPoints % 100).padStart(2, "0").replace(/0+$/, "");
  return `${Math.floor(basisPoints / 100)}${rest === "" ? "" : `.${rest}`} %`;
}

function scopeWords({ scope }: CouponTerms): string {
  switch (scope.kind) {
    case "dues":
      return "the dues";
    case "activation":
      return "the activation fee";
    case "dues_and_activation":
      return "dues and activation fee";
    case "services":
      return scope.codes.join(", ");
  }
}

function timesWords(charges: number | null): string {
  if (charges === null) return "on every charge";
  return charges === 1 ? "once" : `on ${charges} charges`;
}
