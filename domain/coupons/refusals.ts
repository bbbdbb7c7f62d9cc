/** Refusal codes of coupons with the facts their sentences need (PPL-14, F-17). */
export type CouponProblem =
  | "code"
  | "percent"
  | "amount"
  | "charges"
  | "services"
  | "redeem_by"
  | "max_uses"
  | "plan_gone";

export type CouponRefusals = {
  coupon_terms_wrong: { what: CouponProblem };
  coupon_code_taken: { code: string };
  coupon_not_found: { code: string };
  coupon_ended: { code: string };
  coupon_expired: { code: string; redeemByOn: string };
  coupon_used_up: { code: string; maxUses: number };
  coupon_already_had: { code: string };
  coupon_other_plan: { code: string; plans: string };
  coupon_not_held: Record<never, never>;
};
