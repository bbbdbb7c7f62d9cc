/** A coupon while it is typed, and the terms it becomes (PPL-14). */
import type { Day } from "#domain/calendar.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";

export type CouponDraft = {
  readonly code: string;
  readonly off: "percent" | "amount";
  readonly basisPoints: number;
  readonly cents: Cents | null;
  readonly times: "once" | "charges" | "forever";
  readonly charges: number | null;
  /** Services join when invoices know their services by code. */
  readonly scope: "dues" | "activation" | "dues_and_activation";
  readonly planIds: readonly string[];
  readonly redeemBy: Day | null;
  readonly maxUses: number | null;
  readonly oncePerHousehold: boolean;
};

/** The ordinary one: a tenth off the first dues, once for each household. */
export const newCoupon: CouponDraft = {
  code: "",
  off: "percent",
  basisPoints: 1000,
  cents: null,
  times: "once",
  charges: 3,
  scope: "dues",
  planIds: [],
  redeemBy: null,
  maxUses: null,
  oncePerHousehold: true,
};

export function couponTermsOf(draft: CouponDraft): CouponTerms {
  return {
    code: draft.code.trim().toUpperCase(),
    off:
      draft.off === "percent"
        ? { kind: "percent", basisPoints: draft.basisPoints }
        : { kind: "amount", cents: draft.cents ?? zeroCents },
    charges: draft.times === "once" ? 1 : draft.times === "forever" ? null : (draft.charges ?? 0),
    scope: { kind: draft.scope },
    planIds: draft.planIds.map(Number),
    redeemBy: draft.redeemBy,
    maxUses: draft.maxUses,
    oncePerHousehold: draft.oncePerHousehold,
  };
}
