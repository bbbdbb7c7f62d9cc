import type { Day } from "#domain/calendar.ts";
import type { CouponProblem, CouponRefusals } from "#domain/coupons/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import type { Sentences } from "./sentence.ts";

export const couponsSentences: Sentences<CouponRefusals> = {
  coupon_terms_wrong: ({ what }) => couponProblems[what],
  coupon_code_taken: ({ code }) => `There is already a coupon ${code}. Give this one another code.`,
  coupon_not_found: ({ code }) => `There is no coupon ${code}. Look at the spelling, or see the list under Coupons.`,
  coupon_ended: ({ code }) => `Coupon ${code} has ended and is not given out any more. Take another one.`,
  coupon_expired: ({ code, redeemByOn }) =>
    `Coupon ${code} could be used until ${dayText(redeemByOn as Day)}. Take another one, or leave it out.`,
  coupon_used_up: ({ code, maxUses }) =>
    `Coupon ${code} was for ${maxUses} household${maxUses === 1 ? "" : "s"}, and all have been given. Take another one, or leave it out.`,
  coupon_already_had: ({ code }) => `This household has already had coupon ${code}. It is given once for each household.`,
  coupon_other_plan: ({ code, plans }) =>
    `Coupon ${code} is for ${plans}. Choose that plan, or leave the coupon out.`,
  coupon_not_held: () => "The household does not have this coupon any more. Open the household again.",
};

/** What to mend in a new coupon; the form shows them at the field (F-18). */
export const couponProblems: Record<CouponProblem, string> = {
  code: "A code has 2 to 30 letters, digits or dashes, such as WELCOME-25.",
  percent: "The percentage is between 0.01 % and 100 %.",
  amount: "The amount must be above zero.",
  charges: "Say for how many charges: at least one.",
  services: "Choose at least one service, each once.",
  redeem_by: "The last day lies in the past. Choose today or a later day, or none.",
  max_uses: "Say how many households may have it: at least one, or leave it empty.",
  plan_gone: "One of the plans is no longer there. Choose again.",
};
