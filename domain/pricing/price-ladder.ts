/**
 * The order in which a price becomes what is paid (MEM-6): household pricing for dues, the best
 * single plan discount or member price for a service (never two), then coupons, then tax. Each step
 * is rounded once and goes no lower than nothing.
 */
import { addCents, percentOf, taxOn, toCents, type Cents } from "../money.ts";
import { couponCuts, type CouponItem, type HeldCoupon } from "./coupon.ts";

/** What one plan grants on a service. */
export type PlanGrant = { readonly membershipId: number } & (
  | { readonly kind: "percent"; readonly basisPoints: number }
  | { readonly kind: "member_price"; readonly cents: Cents }
);

export type LadderItem = Omit<CouponItem, "cents"> & {
  readonly listCents: Cents;
  /** Off by household pricing; dues only. */
  readonly householdOffCents: Cents;
  /** The grants of every plan the patient is on; services only. */
  readonly grants: readonly PlanGrant[];
  readonly taxRatePpm: number;
};

export type LadderStep = {
  readonly what: "household_pricing" | "plan_discount" | "coupon";
  /** The membership of a plan discount, the coupon of a coupon. */
  readonly id: number | null;
  readonly offCents: Cents;
};

export type LadderPrice = {
  readonly key: string;
  readonly listCents: Cents;
  readonly steps: readonly LadderStep[];
  readonly netCents: Cents;
  readonly taxCents: Cents;
};

/** Prices the items of one charge together, because a coupon's amount is spread over them. */
export function climbLadder(
  items: readonly LadderItem[],
  coupons: readonly HeldCoupon[],
): LadderPrice[] {
  const priced = items.map((item) => ({ item, steps: ownSteps(item) }));
  const cuts = couponCuts(
    priced.map(({ item, steps }) => ({
      key: item.key,
      kind: item.kind,
      planId: item.planId,
      serviceCode: item.serviceCode,
      cents: less(item.listCents, steps),
    })),
    coupons,
  );
  return priced.map(({ item, steps }) => {
    const all = [
      ...steps,
      ...cuts
        .filter((cut) => cut.itemKey === item.key)
        .map((cut): LadderStep => ({ what: "coupon", id: cut.couponId, offCents: cut.offCents })),
    ];
    const netCents = less(item.listCents, all);
    return {
      key: item.key,
      listCents: item.listCents,
      steps: all,
      netCents,
      taxCents: taxOn(netCents, item.taxRatePpm),
    };
  });
}

function ownSteps(item: LadderItem): LadderStep[] {
  if (item.kind !== "service") {
    const offCents = toCents(Math.min(item.householdOffCents, item.listCents));
    return offCents > 0 ? [{ what: "household_pricing", id: null, offCents }] : [];
  }
  const best = bestGrant(item.listCents, item.grants);
  return best ? [best] : [];
}

/** The one grant that takes off most; of equal ones that of the older membership. */
function bestGrant(listCents: Cents, grants: readonly PlanGrant[]): LadderStep | undefined {
  return grants
    .map((grant): LadderStep => {
      const off =
        grant.kind === "percent" ? percentOf(listCents, grant.basisPoints) : addCents(listCents, -grant.cents);
      return {
        what: "plan_discount",
        id: grant.membershipId,
        offCents: toCents(Math.max(0, Math.min(off, listCents))),
      };
    })
    .filter((step) => step.offCents > 0)
    .toSorted((a, b) => b.offCents - a.offCents || (a.id ?? 0) - (b.id ?? 0))[0];
}

function less(cents: Cents, steps: readonly LadderStep[]): Cents {
  return addCents(cents, ...steps.map((step) => -step.offCents));
}
