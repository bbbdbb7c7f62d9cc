/** Gives a coupon to a household, with its terms frozen on that day (PPL-14), and takes it away again. */
import { findCouponByCode, householdHasCoupon, listHouseholdPlanIds, type CouponRow } from "#db/coupons/coupons.ts";
import { endHeldCoupon, insertHeldCoupon, listHeldCoupons, type HeldCouponRow } from "#db/coupons/held-coupons.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findPlan } from "#db/memberships/plans.ts";
import { couponCode } from "#domain/coupons/coupon-check.ts";
import { asId, type HeldCouponId, type HouseholdId, type PlanId } from "#domain/identity.ts";
import { couponObstacle } from "#domain/pricing/coupon.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

/**
 * The coupon behind a typed code, if the household may have it today for any of the plans. Refuses
 * `coupon_not_found`, `coupon_ended`, `coupon_expired`, `coupon_used_up`, `coupon_already_had`,
 * `coupon_other_plan`.
 */
export function requireGivable(
  cx: Pick<Work, "today">,
  db: ReadableDb,
  of: { readonly householdId: HouseholdId; readonly code: string; readonly planIds: readonly PlanId[] },
): CouponRow {
  const code = couponCode(of.code);
  const coupon = findCouponByCode(db, code) ?? refuse("coupon_not_found", { code });
  if (coupon.endedAt !== null) refuse("coupon_ended", { code });
  const { terms } = coupon;
  const obstacle = couponObstacle(terms, {
    today: cx.today,
    planIds: of.planIds,
    householdsWithIt: coupon.households,
    hasItAlready: householdHasCoupon(db, coupon.couponId, of.householdId),
  });
  switch (obstacle) {
    case null:
      return coupon;
    case "expired":
      return refuse("coupon_expired", { code, redeemByOn: terms.redeemBy ?? cx.today });
    case "used_up":
      return refuse("coupon_used_up", { code, maxUses: terms.maxUses ?? 0 });
    case "already_had":
      return refuse("coupon_already_had", { code });
    case "other_plan":
      return refuse("coupon_other_plan", { code, plans: planNames(db, terms.planIds) });
  }
}

/** The same inside the caller's transaction; answers the coupon the household now has. */
export function giveWithin(cx: Work, db: WritableDb, householdId: HouseholdId, coupon: CouponRow): HeldCouponId {
  const heldCouponId = insertHeldCoupon(db, {
    couponId: coupon.couponId,
    householdId,
    terms: coupon.terms,
    appliedOn: cx.today,
    appliedBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  audit(cx, db, "coupon.given", `household/${householdId}`, { after: { code: coupon.terms.code, heldCouponId } });
  db.touch("coupons", `household/${householdId}`);
  return heldCouponId;
}

/** Counts from the next draw on; what was billed stays (PPL-14). Refuses what `requireGivable` refuses. */
export function giveCoupon(cx: Cx, input: { readonly householdId: HouseholdId; readonly code: string }): { heldCouponId: HeldCouponId } {
  return act<{ heldCouponId: HeldCouponId }>(cx, (db) => {
    const planIds = listHouseholdPlanIds(db, input.householdId, cx.today);
    const coupon = requireGivable(cx, db, { ...input, planIds });
    return { heldCouponId: giveWithin(cx, db, input.householdId, coupon) };
  });
}

/** From today on it takes nothing off; what it took off stays. Refuses `coupon_not_held`. */
export function takeCouponAway(
  cx: Cx,
  input: { readonly householdId: HouseholdId; readonly heldCouponId: HeldCouponId },
): { heldCouponId: HeldCouponId } {
  return act<{ heldCouponId: HeldCouponId }>(cx, (db) => {
    if (endHeldCoupon(db, input.heldCouponId, input.householdId, cx.today) === 0) refuse("coupon_not_held", {});
    audit(cx, db, "coupon.taken_away", `household/${input.householdId}`, { after: { heldCouponId: input.heldCouponId } });
    db.touch("coupons", `household/${input.householdId}`);
    return { heldCouponId: input.heldCouponId };
  });
}

export function couponsOfHousehold(cx: Cx, householdId: HouseholdId): HeldCouponRow[] {
  return look<HeldCouponRow[]>(cx, (db) => listHeldCoupons(db, householdId));
}

function planNames(db: ReadableDb, ids: readonly number[]): string {
  const names = ids.flatMap((id) => findPlan(db, asId<PlanId>(id))?.name ?? []);
  return names.length === 0 ? "other plans" : names.join(" or ");
}
