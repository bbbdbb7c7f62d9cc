/** Makes coupons, ends them, and shows who has them (PPL-14). */
import {
  endCoupon,
  findCoupon,
  findCouponByCode,
  insertCoupon,
  listCoupons,
  listCouponUses,
  type CouponRow,
  type CouponUseRow,
} from "#db/coupons/coupons.ts";
import { findPlan } from "#db/memberships/plans.ts";
import { checkCouponTerms } from "#domain/coupons/coupon-check.ts";
import { asId, type CouponId, type PlanId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/** Refuses `coupon_terms_wrong` and `coupon_code_taken`. */
export function addCoupon(cx: Cx, input: { readonly terms: CouponTerms }): CouponRow {
  return act<CouponRow>(cx, (db) => {
    const terms = checkCouponTerms(input.terms, cx.today);
    if (terms.planIds.some((id) => !findPlan(db, asId<PlanId>(id)))) refuse("coupon_terms_wrong", { what: "plan_gone" });
    if (findCouponByCode(db, terms.code)) refuse("coupon_code_taken", { code: terms.code });
    const couponId = insertCoupon(db, { terms, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "coupon.added", `coupon/${couponId}`, { after: { code: terms.code, terms: JSON.stringify(terms) } });
    db.touch("coupons");
    return required(findCoupon(db, couponId));
  });
}

/** Nobody is given it any more; households that have it keep it. Refuses `coupon_not_found`, `record_changed_meanwhile`. */
export function endCouponNow(cx: Cx, input: { readonly couponId: CouponId; readonly version: number }): CouponRow {
  return act<CouponRow>(cx, (db) => {
    const coupon = findCoupon(db, input.couponId) ?? refuse("coupon_not_found", { code: "" });
    if (coupon.version !== input.version) refuse("record_changed_meanwhile", {});
    if (coupon.endedAt !== null) refuse("coupon_ended", { code: coupon.terms.code });
    endCoupon(db, input.couponId, cx.now);
    audit(cx, db, "coupon.ended", `coupon/${input.couponId}`, { after: { code: coupon.terms.code } });
    db.touch("coupons");
    return required(findCoupon(db, input.couponId));
  });
}

export function listAllCoupons(cx: Cx): CouponRow[] {
  return look<CouponRow[]>(cx, (db) => listCoupons(db));
}

const mostUsesShown = 500;

/** Refuses `coupon_not_found`. */
export function listUsesOfCoupon(cx: Cx, couponId: CouponId): CouponUseRow[] {
  return look<CouponUseRow[]>(cx, (db) => {
    if (!findCoupon(db, couponId)) refuse("coupon_not_found", { code: "" });
    return listCouponUses(db, couponId, mostUsesShown);
  });
}

function required(row: CouponRow | undefined): CouponRow {
  invariant(row, "a coupon that was just written is there");
  return row;
}
