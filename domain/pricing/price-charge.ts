/**
 * What each line of one charge to a household costs (MEM-6): dues less household pricing (PPL-12),
 * then coupons (PPL-14), each step rounded once and never below nothing. Draws, enrolments, quotes
 * and forecasts all come through here, so that they cannot disagree.
 */
import type { Day, PeriodMonths } from "../calendar.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "../money.ts";
import { couponCuts, type HeldCoupon } from "./coupon.ts";
import { householdPrices, type HouseholdPricing, type MemberPrice } from "./household-pricing.ts";

/** A running membership of the household on the day of the charge. */
export type ChargeMember = {
  readonly membershipId: number;
  readonly planId: number;
  readonly startOn: Day;
  readonly months: PeriodMonths;
  readonly priceCents: Cents;
};

export type ChargeItem = {
  readonly key: string;
  readonly kind: "dues" | "activation";
  readonly membershipId: number;
  readonly planId: number;
  /** What is asked for before anything comes off: the price, a stub's share, or the price less days paid twice. */
  readonly cents: Cents;
  /** The pricing of the plan version that is billed. */
  readonly pricing: HouseholdPricing;
  /** The price of the whole period that is billed; not needed for a fee. */
  readonly priceCents: Cents;
  /** The days of a stub in the period it belongs to (F-8); null for anything else. */
  readonly stub: { readonly usedDays: number; readonly totalDays: number } | null;
};

export type ChargeStep =
  | { readonly what: "household_pricing"; readonly nth: number; readonly offCents: Cents }
  | { readonly what: "coupon"; readonly couponId: number; readonly code: string; readonly offCents: Cents };

export type ChargePrice = { readonly key: string; readonly steps: readonly ChargeStep[]; readonly netCents: Cents };

export function priceCharge(
  items: readonly ChargeItem[],
  members: readonly ChargeMember[],
  coupons: readonly HeldCoupon[],
): ChargePrice[] {
  const own = items.map((item) => ({ item, step: householdStep(item, members) }));
  const cuts = couponCuts(
    own.map(({ item, step }) => ({
      key: item.key,
      kind: item.kind,
      planId: item.planId,
      serviceCode: null,
      cents: addCents(item.cents, -(step?.offCents ?? 0)),
    })),
    coupons,
  );
  const codes = new Map(coupons.map((coupon) => [coupon.id, coupon.terms.code]));
  return own.map(({ item, step }) => {
    const steps: ChargeStep[] = step ? [step] : [];
    for (const cut of cuts)
      if (cut.itemKey === item.key)
        steps.push({
          what: "coupon",
          couponId: cut.couponId,
          code: codes.get(cut.couponId) ?? "",
          offCents: cut.offCents,
        });
    return { key: item.key, steps, netCents: addCents(item.cents, ...steps.map(({ offCents }) => -offCents)) };
  });
}

function householdStep(item: ChargeItem, members: readonly ChargeMember[]): ChargeStep | null {
  if (item.kind !== "dues" || item.pricing.kind === "none" || item.cents === 0) return null;
  const price = householdPrices(
    // The billed member counts with the price that is billed, which a change may just have made.
    members
      .filter((member) => member.planId === item.planId)
      .map((member) =>
        member.membershipId === item.membershipId ? { ...member, priceCents: item.priceCents } : member,
      ),
    item.pricing,
  ).find((one) => one.membershipId === item.membershipId);
  if (!price || price.offCents === 0) return null;
  const offCents = offOfShare(item, price);
  return offCents > 0 ? { what: "household_pricing", nth: price.nth, offCents } : null;
}

/** A stub costs its share of the lowered price, rounded once; a whole period loses the whole reduction. */
function offOfShare(item: ChargeItem, price: MemberPrice): Cents {
  if (!item.stub) return toCents(Math.min(price.offCents, item.cents));
  const lowered = prorate(
    addCents(item.priceCents, -price.offCents),
    item.stub.usedDays,
    item.stub.totalDays,
  );
  return toCents(Math.min(Math.max(item.cents - lowered, 0), item.cents));
}

/** What all steps of a line take off together. */
export function offOf(price: ChargePrice): Cents {
  return price.steps.length === 0 ? zeroCents : addCents(...price.steps.map(({ offCents }) => offCents));
}
