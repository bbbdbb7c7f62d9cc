/**
 * The next draws of people who are enrolled, as the household will be asked for them (MEM-6,
 * MEM-21): with their places in the household's pricing, and with what its coupons still take off
 * when the draws of everybody else have used them too.
 */
import type { ReadableDb } from "#db/database.ts";
import { listRunningMemberships, loadDrawFacts } from "#db/memberships/records.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import { invariant } from "#domain/invariant.ts";
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { addCents, type Cents } from "#domain/money.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import type { ChargeMember } from "#domain/pricing/price-charge.ts";
import type { PlanRow } from "#db/memberships/plans.ts";
import { duesLine } from "../billing/dues-line.ts";
import { afterUses, priceDrawLines, type LineToPrice } from "../pricing/price-draw-lines.ts";

export type ForeseenDraw = { readonly on: Day; readonly cents: Cents; readonly lines: readonly NewLine[] };

export type Foresight = {
  readonly householdId: HouseholdId;
  /** The people whose draws are shown, with their draws in order and what an overlapping first period cost. */
  readonly shown: readonly {
    readonly membershipId: number;
    readonly patientId: PatientId;
    readonly plan: PlanRow;
    readonly draws: readonly WantedDues[];
    readonly openingPaidCents: Cents | null;
  }[];
  readonly joining: readonly ChargeMember[];
  readonly coupons: readonly HeldCoupon[];
  readonly days: number;
};

type Foreseen = { readonly dues: WantedDues; readonly toPrice: LineToPrice; readonly isShown: boolean };

export function foreseeDraws(db: ReadableDb, sight: Foresight): ForeseenDraw[] {
  const shown = sight.shown.flatMap((one) =>
    one.draws.map((dues) => foreseen(dues, one, one.plan, true, one.openingPaidCents)),
  );
  // Others of the household matter only where they share a coupon.
  const all = [...(sight.coupons.length > 0 ? drawsOfOthers(db, sight.householdId) : []), ...shown];
  const days = [...new Set(all.map(({ dues }) => dues.chargeOn))].toSorted();
  const draws: ForeseenDraw[] = [];
  let coupons = sight.coupons;
  for (const on of days) {
    const those = all.filter(({ dues }) => dues.chargeOn === on);
    const priced = priceDrawLines(db, {
      householdId: sight.householdId,
      on,
      lines: those.map(({ toPrice }) => toPrice),
      joining: sight.joining,
      coupons,
    });
    coupons = afterUses(coupons, priced.uses);
    const lines = priced.lines.filter((_, index) => those[index]?.isShown);
    if (lines.length > 0) draws.push({ on, lines, cents: addCents(...lines.map(withTax)) });
    if (draws.length === sight.days) break;
  }
  return draws;
}

function drawsOfOthers(db: ReadableDb, householdId: HouseholdId): Foreseen[] {
  return listRunningMemberships(db, householdId).flatMap((membership) => {
    if (isPending(db, membership.id)) return [];
    return nextDraws(loadDrawFacts(db, membership.id), membership.billed_through_on, 12).map((dues) => {
      const plan = findPlanVersion(db, dues.planVersionId);
      invariant(plan, "a schedule points at a plan version");
      return foreseen(dues, { membershipId: membership.id, patientId: membership.patient_id }, plan, false, null);
    });
  });
}

function foreseen(
  dues: WantedDues,
  of: { readonly membershipId: number; readonly patientId: PatientId },
  plan: PlanRow,
  isShown: boolean,
  overlapPaidCents: Cents | null,
): Foreseen {
  const line = duesLine(dues, {
    patientId: of.patientId,
    membershipId: isShown ? null : (of.membershipId as MembershipId),
    planName: plan.name,
    taxRatePpm: plan.terms.taxRatePpm,
  });
  return {
    dues,
    isShown,
    toPrice: {
      line,
      membershipId: of.membershipId,
      planId: plan.planId,
      pricing: plan.terms.householdPricing,
      dues,
      overlapPaidCents,
    },
  };
}

function withTax(line: NewLine): Cents {
  const priced = priceLine(line);
  return addCents(priced.netCents, priced.taxCents);
}
