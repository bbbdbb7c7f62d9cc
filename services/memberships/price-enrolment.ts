/**
 * What an enrolment really costs (MEM-6): the newcomers' places in the household's pricing (PPL-12)
 * and the household's coupons, the one typed at the counter included (PPL-14).
 */
import { listHouseholdPlanIds } from "#db/coupons/coupons.ts";
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import type { PlanId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { invariant } from "#domain/invariant.ts";
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import type { ChargeMember } from "#domain/pricing/price-charge.ts";
import type { Work } from "../context.ts";
import { requireGivable } from "../coupons/give-coupon.ts";
import { afterUses, asBilled, priceDrawLines, type LineToPrice } from "../pricing/price-draw-lines.ts";
import type { EnrolmentInput, EnrolmentPlan, PlannedMember } from "./enrolment-plan.ts";

/** Newcomers and a new coupon have no number yet: these come after every number there is. */
const afterAll = 2 ** 52;

export function provisionalId(index: number): number {
  return afterAll + index;
}

export function priceEnrolment(
  cx: Pick<Work, "today">,
  db: ReadableDb,
  input: EnrolmentInput,
  members: readonly PlannedMember[],
): Pick<EnrolmentPlan, "members" | "lines" | "uses" | "coupons"> {
  const coupons = couponsWithTyped(cx, db, input);
  const toPrice = members.flatMap((member, index) => linesOf(member, index));
  const priced = priceDrawLines(db, {
    householdId: input.householdId,
    on: cx.today,
    lines: toPrice.map(({ toPrice: one }) => one),
    joining: joiningMembers(members, input.startOn),
    coupons,
  });
  const lineOf = new Map(toPrice.map(({ line }, index) => [line, priced.lines[index]]));
  return {
    members: members.map((member) => ({
      ...member,
      activation: member.activation && (lineOf.get(member.activation) ?? member.activation),
      now: member.now.map(({ dues, line }) => {
        const paid = line && (lineOf.get(line) ?? line);
        return { dues: paid ? asBilled(dues, paid) : dues, line: paid };
      }),
    })),
    lines: priced.lines,
    uses: priced.uses,
    coupons: afterUses(coupons, priced.uses),
  };
}

/** The newcomers as household pricing counts them (PPL-12). */
export function joiningMembers(members: readonly PlannedMember[], startOn: EnrolmentInput["startOn"]): ChargeMember[] {
  return members.map(({ plan, record }, index) => ({
    membershipId: provisionalId(index),
    planId: plan.planId,
    startOn,
    months: record.periodMonths,
    priceCents: record.priceCents,
  }));
}

/** The plans of an enrolment and those the household is on already: what a coupon may be for. */
export function plansForCoupon(cx: Pick<Work, "today">, db: ReadableDb, input: EnrolmentInput): PlanId[] {
  const chosen = input.members.flatMap(({ planVersionId }) => findPlanVersion(db, planVersionId)?.planId ?? []);
  return [...new Set([...chosen, ...listHouseholdPlanIds(db, input.householdId, cx.today)])];
}

function couponsWithTyped(cx: Pick<Work, "today">, db: ReadableDb, input: EnrolmentInput): HeldCoupon[] {
  const held = listUsableCoupons(db, input.householdId, cx.today);
  const code = input.couponCode?.trim() ?? "";
  if (code === "") return held;
  const { terms } = requireGivable(cx, db, {
    householdId: input.householdId,
    code,
    planIds: plansForCoupon(cx, db, input),
  });
  return [...held, { id: afterAll, terms, appliedOn: cx.today, chargesUsed: 0 }];
}

function linesOf(member: PlannedMember, index: number): { line: NewLine; toPrice: LineToPrice }[] {
  const common = {
    membershipId: provisionalId(index),
    planId: member.plan.planId,
    pricing: member.plan.terms.householdPricing,
  };
  const lines: { line: NewLine; dues: WantedDues | null }[] = [];
  if (member.activation) lines.push({ line: member.activation, dues: null });
  for (const { dues, line } of member.now) if (line) lines.push({ line, dues });
  return lines.map(({ line, dues }) => {
    invariant(line.quantity === 1, "dues and fees come one a line");
    return { line, toPrice: { ...common, line, dues } };
  });
}
