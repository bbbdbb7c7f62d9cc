/**
 * From wanted dues and fees to lines that say what is really paid (MEM-6): household pricing by who
 * is a member on the day of the charge (PPL-12), then the household's coupons (PPL-14). What a line
 * loses is kept with it, so that it explains itself.
 */
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { listChargeMembers } from "#db/memberships/charge-members.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PlanId } from "#domain/identity.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import { addCents, prorate, toCents, type Cents } from "#domain/money.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import type { HouseholdPricing } from "#domain/pricing/household-pricing.ts";
import { offOf, priceCharge, type ChargeItem, type ChargeMember, type ChargePrice } from "#domain/pricing/price-charge.ts";

export type LineToPrice = {
  readonly line: NewLine;
  /** The membership, or a number of one that is being made. */
  readonly membershipId: number;
  readonly planId: PlanId;
  readonly pricing: HouseholdPricing;
  /** The dues the line asks for; null for an activation fee. */
  readonly dues: WantedDues | null;
  /** What the period that overlaps this one really cost, where the line takes days off that were paid twice (MEM-2). */
  readonly overlapPaidCents?: Cents | null;
};

export type CouponUse = { readonly couponId: number; readonly offCents: Cents };
export type PricedLines = { readonly lines: NewLine[]; readonly uses: CouponUse[] };

export type ChargeOfHousehold = {
  readonly householdId: HouseholdId;
  /** The day whose members and coupons count: the draw day. */
  readonly on: Day;
  readonly lines: readonly LineToPrice[];
  /** People who are enrolled by this very act; they come after everybody who is there with the same start. */
  readonly joining?: readonly ChargeMember[];
  /** Plans that members will have moved to by then, by membership: a draw that is foreseen counts them there. */
  readonly movedTo?: ReadonlyMap<number, PlanId>;
  /** The coupons as a quote foresees them; without it, those the household has on the day. */
  readonly coupons?: readonly HeldCoupon[];
};

/** Prices a charge with the members and coupons the file knows. The billing run asks for nothing it does not need. */
export function priceDrawLines(db: ReadableDb, charge: ChargeOfHousehold): PricedLines {
  const coupons = charge.coupons ?? listUsableCoupons(db, charge.householdId, charge.on);
  const members = charge.lines.some(hasHouseholdPricing)
    ? [...listChargeMembers(db, charge.householdId, charge.on), ...(charge.joining ?? [])].map((member) => ({
        ...member,
        planId: charge.movedTo?.get(member.membershipId) ?? member.planId,
      }))
    : [];
  return priceLines(charge.lines, members, coupons);
}

/** The same from what is given, for previews of plans that nobody is on yet. */
export function priceLines(
  given: readonly LineToPrice[],
  members: readonly ChargeMember[],
  coupons: readonly HeldCoupon[],
): PricedLines {
  const lines = given.map(withRealOverlap);
  if (!given.some(hasHouseholdPricing) && coupons.length === 0)
    return { lines: lines.map(({ line }) => line), uses: [] };
  const price = (those: readonly LineToPrice[]): PricedLines => {
    const prices = priceCharge(those.map(itemOf), members, coupons);
    return { lines: those.map(({ line }, index) => reduced(line, prices[index])), uses: usesOf(prices) };
  };
  const once = price(lines);
  // A period paid twice on this very charge: what it came to is known only now.
  const again = lines.map((one) => withRealOverlap({ ...one, overlapPaidCents: paidTwice(one, once.lines) }));
  return again.every(({ line }, index) => line === lines[index]?.line) ? once : price(again);
}

function hasHouseholdPricing({ pricing, dues }: LineToPrice): boolean {
  return dues !== null && pricing.kind !== "none";
}

function paidTwice({ line }: LineToPrice, priced: readonly NewLine[]): Cents | null {
  if (line.facts.kind !== "less_overlap") return null;
  const opening = priced.find(
    (one) =>
      one.patientId === line.patientId &&
      one.toOn === line.fromOn &&
      one.planVersionId === line.planVersionId &&
      (one.facts.kind === "reduced" ? one.facts.of.kind : one.facts.kind) === "full_now",
  );
  return opening ? priceLine(opening).netCents : null;
}

/** The coupons after a charge, for looking further ahead. */
export function afterUses(coupons: readonly HeldCoupon[], uses: readonly CouponUse[]): HeldCoupon[] {
  return coupons.map((coupon) =>
    uses.some(({ couponId }) => couponId === coupon.id)
      ? { ...coupon, chargesUsed: coupon.chargesUsed + 1 }
      : coupon,
  );
}

/** The dues as they are billed: their period keeps what the line really costs, so that unused days give back no more. */
export function asBilled(dues: WantedDues, line: NewLine): WantedDues {
  return { ...dues, amountCents: priceLine(line).netCents };
}

function itemOf({ line, membershipId, planId, pricing, dues }: LineToPrice, index: number): ChargeItem {
  const facts = dues?.facts;
  return {
    key: String(index),
    kind: dues ? "dues" : "activation",
    membershipId,
    planId,
    cents: line.unitCents,
    pricing,
    priceCents: dues?.priceCents ?? line.unitCents,
    stub: facts?.kind === "stub" ? { usedDays: facts.usedDays, totalDays: facts.totalDays } : null,
  };
}

function reduced(line: NewLine, price: ChargePrice | undefined): NewLine {
  if (!price || price.steps.length === 0) return line;
  const facts: AmountFacts = { kind: "reduced", listCents: line.unitCents, of: line.facts, steps: price.steps };
  return { ...line, discountCents: offOf(price), facts };
}

function usesOf(prices: readonly ChargePrice[]): CouponUse[] {
  const byCoupon = new Map<number, Cents>();
  for (const { steps } of prices)
    for (const step of steps)
      if (step.what === "coupon")
        byCoupon.set(step.couponId, addCents(byCoupon.get(step.couponId) ?? 0, step.offCents));
  return [...byCoupon].map(([couponId, offCents]) => ({ couponId, offCents }));
}

/** Days paid twice come off at what they cost, not at the price nobody paid for them (F-2). */
function withRealOverlap(one: LineToPrice): LineToPrice {
  const { line, overlapPaidCents } = one;
  const { facts } = line;
  if (facts.kind !== "less_overlap" || overlapPaidCents === undefined || overlapPaidCents === null) return one;
  const creditCents = prorate(overlapPaidCents, facts.overlapDays, facts.paidDays);
  if (creditCents === facts.creditCents) return one;
  return {
    ...one,
    line: {
      ...line,
      unitCents: toCents(facts.priceCents - creditCents),
      facts: { ...facts, creditCents, paidForCents: overlapPaidCents },
    },
  };
}
