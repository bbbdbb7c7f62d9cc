/**
 * What plans take off a service (MEM-6, PPL-13): which discounts are for it, and whether a member has
 * them on the day of the service. A service before the first day of a membership is never discounted
 * (MEM-7); of those who are behind with a payment the desk is told.
 */
import type { Day } from "../calendar.ts";
import type { MemberDiscount } from "../memberships/plan.ts";
import { isHeldOn, standingOf, type StandingFacts } from "../memberships/standing.ts";
import { toCents } from "../money.ts";
import type { PlanGrant } from "./price-ladder.ts";

export type PricedService = { readonly code: string; readonly category: string };

/** Codes and categories are the same in capital and small letters. */
export function isDiscountOn({ on }: MemberDiscount, service: PricedService): boolean {
  switch (on.kind) {
    case "all":
      return true;
    case "category":
      return plain(on.category) === plain(service.category);
    case "service":
      return plain(on.code) === plain(service.code);
  }
}

/** A discount on a quantity of one service, as the price ladder takes it. */
export function grantOf({ off }: MemberDiscount, membershipId: number, quantity: number): PlanGrant {
  return off.kind === "percent"
    ? { membershipId, kind: "percent", basisPoints: off.basisPoints }
    : { membershipId, kind: "member_price", cents: toCents(off.cents * quantity) };
}

export type DiscountAnswer =
  | { readonly kind: "yes" }
  /** Past due: given, and the desk is told. */
  | { readonly kind: "warn" }
  | { readonly kind: "no"; readonly why: "not_begun" | "pending" | "ended" | "lapsed" | "on_hold" | "past_due" };

/** What a practice lets members have who are past due (chapter 3): all, all with a word to the desk, or nothing. */
export type PastDueMembers = "allow" | "warn" | "block";

/** Whether a membership's discounts count for a service of a day (chapter 3, standing). */
export function discountOn(facts: StandingFacts, serviceOn: Day, pastDue: PastDueMembers = "warn"): DiscountAnswer {
  if (serviceOn < facts.startOn) return { kind: "no", why: "not_begun" };
  const standing = standingOf(facts, serviceOn);
  switch (standing) {
    case "cancelled":
    case "expired":
      return { kind: "no", why: "ended" };
    case "pending":
      return { kind: "no", why: "pending" };
    case "lapsed":
      return { kind: "no", why: "lapsed" };
    case "on_hold": {
      // While only the billing rests, benefits and discounts stay usable (MEM-12).
      const isOnlyBilling = facts.holds.filter((hold) => isHeldOn(hold, serviceOn)).every(({ kind }) => kind === "billing_only");
      return isOnlyBilling ? { kind: "yes" } : { kind: "no", why: "on_hold" };
    }
    case "past_due":
      return whilePastDue[pastDue];
    case "cancelling":
    case "active":
      return { kind: "yes" };
  }
}

const whilePastDue: Record<PastDueMembers, DiscountAnswer> = {
  allow: { kind: "yes" },
  warn: { kind: "warn" },
  block: { kind: "no", why: "past_due" },
};

function plain(text: string): string {
  return text.trim().toLowerCase();
}
