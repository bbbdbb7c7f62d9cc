/** What makes a new coupon wrong (PPL-14), refused before anybody can be given it. */
import type { Day } from "../calendar.ts";
import { refuse } from "../refusal.ts";
import type { CouponTerms } from "../pricing/coupon.ts";
import type { CouponProblem } from "./refusals.ts";

/** Letters, digits and dashes, as it is read out at the counter and typed on a portal. */
const codeShape = /^[A-Z0-9][A-Z0-9-]{1,29}$/;

/** The code as it is kept: what is typed in small letters or with spaces around is the same coupon. */
export function couponCode(typed: string): string {
  return typed.trim().toUpperCase();
}

/** Answers the terms with the code as it is kept. Refuses `coupon_terms_wrong`. */
export function checkCouponTerms(terms: CouponTerms, today: Day): CouponTerms {
  const checked = { ...terms, code: couponCode(terms.code) };
  const what = couponProblem(checked, today);
  return what === null ? checked : refuse("coupon_terms_wrong", { what });
}

export function couponProblem(terms: CouponTerms, today: Day): CouponProblem | null {
  const { off, scope } = terms;
  if (!codeShape.test(couponCode(terms.code))) return "code";
  if (off.kind === "percent" && (off.basisPoints < 1 || off.basisPoints > 10_000)) return "percent";
  if (off.kind === "amount" && off.cents <= 0) return "amount";
  if (terms.charges !== null && terms.charges < 1) return "charges";
  if (scope.kind === "services" && (scope.codes.length === 0 || new Set(scope.codes).size !== scope.codes.length))
    return "services";
  if (terms.redeemBy !== null && terms.redeemBy < today) return "redeem_by";
  if (terms.maxUses !== null && terms.maxUses < 1) return "max_uses";
  return null;
}
