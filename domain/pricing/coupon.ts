/**
 * Coupons (PPL-14): what a coupon takes off the items of one charge. Applying a coupon to a household
 * freezes its terms; from then on only those count, whatever becomes of the coupon.
 */
import type { Day } from "../calendar.ts";
import { addCents, percentOf, toCents, zeroCents, type Cents } from "../money.ts";

export type CouponScope =
  | { readonly kind: "dues" | "activation" | "dues_and_activation" }
  | { readonly kind: "services"; readonly codes: readonly string[] };

export type CouponTerms = {
  readonly code: string;
  readonly off:
    | { readonly kind: "percent"; readonly basisPoints: number }
    | { readonly kind: "amount"; readonly cents: Cents };
  /** For how many charges: once, a number, or as long as the membership lasts (null). */
  readonly charges: number | null;
  readonly scope: CouponScope;
  /** The plans it is for; empty for every plan. */
  readonly planIds: readonly number[];
  /** Last day on which it may be given to somebody; null for no end. */
  readonly redeemBy: Day | null;
  /** How many households may have it; null for any number. */
  readonly maxUses: number | null;
  readonly oncePerHousehold: boolean;
};

/** A coupon a household has, with what is left of it. */
export type HeldCoupon = {
  readonly id: number;
  readonly terms: CouponTerms;
  readonly appliedOn: Day;
  /** Charges it has been used on and not given back. */
  readonly chargesUsed: number;
};

export type CouponItem = {
  readonly key: string;
  readonly kind: "dues" | "activation" | "service";
  /** The plan of dues and activation; null for a service. */
  readonly planId: number | null;
  readonly serviceCode: string | null;
  /** What is left to pay for the item before coupons. */
  readonly cents: Cents;
};

export type CouponCut = { readonly couponId: number; readonly itemKey: string; readonly offCents: Cents };

/** Why a coupon cannot be given to a household today; null when it can. */
export type CouponObstacle = "expired" | "used_up" | "already_had" | "other_plan";

/** Whether a coupon may be given (PPL-14): to whom, until when, how often. */
export function couponObstacle(
  terms: CouponTerms,
  on: {
    readonly today: Day;
    readonly planIds: readonly number[];
    readonly householdsWithIt: number;
    readonly hasItAlready: boolean;
  },
): CouponObstacle | null {
  if (terms.redeemBy !== null && on.today > terms.redeemBy) return "expired";
  if (terms.oncePerHousehold && on.hasItAlready) return "already_had";
  if (terms.maxUses !== null && on.householdsWithIt >= terms.maxUses) return "used_up";
  const isForPlan = terms.planIds.length === 0 || on.planIds.some((id) => terms.planIds.includes(id));
  return isForPlan ? null : "other_plan";
}

/**
 * What each coupon takes off each item of one charge: the narrowest scope first, then the oldest,
 * each percent on what is left, an amount once a charge over its items in their order. No item goes
 * below zero; what is left of an amount then is lost. A coupon that takes nothing is not used.
 */
export function couponCuts(items: readonly CouponItem[], coupons: readonly HeldCoupon[]): CouponCut[] {
  const left = new Map(items.map((item) => [item.key, item.cents]));
  const cuts: CouponCut[] = [];
  for (const coupon of inOrder(coupons)) {
    if (coupon.terms.charges !== null && coupon.chargesUsed >= coupon.terms.charges) continue;
    const { off } = coupon.terms;
    let amountLeft = off.kind === "amount" ? off.cents : zeroCents;
    for (const item of items) {
      const open = left.get(item.key) ?? zeroCents;
      if (open <= 0 || !isFor(coupon.terms, item)) continue;
      const wanted = off.kind === "percent" ? percentOf(open, off.basisPoints) : amountLeft;
      const offCents = toCents(Math.min(wanted, open));
      if (offCents <= 0) continue;
      if (off.kind === "amount") amountLeft = addCents(amountLeft, -offCents);
      left.set(item.key, addCents(open, -offCents));
      cuts.push({ couponId: coupon.id, itemKey: item.key, offCents });
    }
  }
  return cuts;
}

function isFor({ scope, planIds }: CouponTerms, item: CouponItem): boolean {
  if (scope.kind === "services")
    return item.kind === "service" && item.serviceCode !== null && scope.codes.includes(item.serviceCode);
  if (item.kind === "service") return false;
  if (planIds.length > 0 && (item.planId === null || !planIds.includes(item.planId))) return false;
  return scope.kind === "dues_and_activation" || scope.kind === item.kind;
}

function inOrder(coupons: readonly HeldCoupon[]): HeldCoupon[] {
  return coupons.toSorted(
    (a, b) =>
      breadth(a.terms) - breadth(b.terms) ||
      (a.appliedOn < b.appliedOn ? -1 : a.appliedOn > b.appliedOn ? 1 : 0) ||
      a.id - b.id,
  );
}

/** Listed services are narrower than one kind of fee, that than both; listed plans narrow further. */
function breadth({ scope, planIds }: CouponTerms): number {
  const kinds = scope.kind === "services" ? 0 : scope.kind === "dues_and_activation" ? 4 : 2;
  return kinds + (planIds.length > 0 ? 0 : 1);
}
