/**
 * Household pricing (PPL-12): what the second, third … member of a plan pays less, or a family price
 * for a number of people. It is worked out for one draw from who is a member on that day, so a
 * member who joins or leaves changes the next draw and never an earlier one.
 */
import { addCents, percentOf, toCents, zeroCents, type Cents } from "../money.ts";
import type { Day, PeriodMonths } from "../calendar.ts";
import { invariant } from "../invariant.ts";

/** What is taken off one member's dues. */
export type Reduction =
  | { readonly kind: "percent"; readonly basisPoints: number }
  | { readonly kind: "amount"; readonly cents: Cents };

export type HouseholdPricing =
  | { readonly kind: "none" }
  /** Steps by member number, from 2 on; the last step holds for every further member. */
  | { readonly kind: "nth_member"; readonly steps: readonly { readonly nth: number; readonly off: Reduction }[] }
  /** All together pay at most the cap for so many people, and an amount for each further one. */
  | {
      readonly kind: "cap";
      readonly people: number;
      readonly prices: readonly {
        readonly months: PeriodMonths;
        readonly capCents: Cents;
        readonly extraCents: Cents;
      }[];
    };

export type PricedMember = {
  readonly membershipId: number;
  readonly startOn: Day;
  readonly months: PeriodMonths;
  readonly priceCents: Cents;
};

export type MemberPrice = {
  readonly membershipId: number;
  readonly priceCents: Cents;
  readonly offCents: Cents;
  /** 1 for the first member of the household on this plan. */
  readonly nth: number;
};

/**
 * The dues of a household's members on one plan, in the order of their start and then their id.
 * Nobody pays more than their own price, and nobody less than nothing.
 */
export function householdPrices(
  members: readonly PricedMember[],
  pricing: HouseholdPricing,
): MemberPrice[] {
  const inOrder = members.toSorted(
    (a, b) =>
      (a.startOn < b.startOn ? -1 : a.startOn > b.startOn ? 1 : 0) || a.membershipId - b.membershipId,
  );
  const leftOfCap = new Map<PeriodMonths, Cents>();
  return inOrder.map((member, index) => {
    const nth = index + 1;
    const paid = priceOf(member, nth, pricing, leftOfCap);
    return {
      membershipId: member.membershipId,
      priceCents: member.priceCents,
      offCents: addCents(member.priceCents, -paid),
      nth,
    };
  });
}

function priceOf(
  member: PricedMember,
  nth: number,
  pricing: HouseholdPricing,
  leftOfCap: Map<PeriodMonths, Cents>,
): Cents {
  if (pricing.kind === "none") return member.priceCents;
  if (pricing.kind === "nth_member") {
    const step = pricing.steps.filter((one) => one.nth <= nth).at(-1);
    return step ? lessReduction(member.priceCents, step.off) : member.priceCents;
  }
  const price = pricing.prices.find((one) => one.months === member.months);
  // A period that has no family price is sold at its own.
  if (!price) return member.priceCents;
  if (nth > pricing.people) return smaller(member.priceCents, price.extraCents);
  const left = leftOfCap.get(member.months) ?? price.capCents;
  const paid = smaller(member.priceCents, left);
  leftOfCap.set(member.months, addCents(left, -paid));
  return paid;
}

function lessReduction(priceCents: Cents, off: Reduction): Cents {
  invariant(off.kind === "amount" || (off.basisPoints >= 0 && off.basisPoints <= 10_000), "at most all of it");
  const taken = off.kind === "amount" ? off.cents : percentOf(priceCents, off.basisPoints);
  return taken >= priceCents ? zeroCents : addCents(priceCents, -taken);
}

function smaller(a: Cents, b: Cents): Cents {
  return toCents(Math.min(a, b));
}
