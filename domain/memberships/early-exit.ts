/**
 * What leaving before the end of a commitment costs (MEM-13, BIL-15), by the plan's policy. Nothing
 * here charges anything: the dialog shows the sum and a person decides.
 */
import { daysBetween, type Day } from "../calendar.ts";
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";

export type EarlyExitPolicy =
  | { readonly kind: "none" }
  /** What the rest of the term would have cost. */
  | { readonly kind: "remaining_term" }
  /** A fixed fee, not asked within so many days of the start. */
  | { readonly kind: "fixed"; readonly cents: Cents; readonly waiverDays: number }
  /** The discounts enjoyed so far less the dues paid, never more than the rest of the term. */
  | { readonly kind: "claw_back" };

export type Commitment = {
  readonly startOn: Day;
  /** The first day after it: whoever leaves then, or later, is not early. */
  readonly endsOn: Day;
  /** Price of one period, and how many were promised. */
  readonly priceCents: Cents;
  readonly periods: number;
  /** Dues of the commitment that were paid. */
  readonly paidCents: Cents;
  /** List price less member price of everything used at a discount or as a benefit. */
  readonly savedCents: Cents;
};

export type EarlyExit = {
  readonly dueCents: Cents;
  readonly remainingCents: Cents;
  readonly policy: EarlyExitPolicy["kind"];
  /** True for a fixed fee within its waiver days. */
  readonly isWaived: boolean;
};

/** Twelve times 39.00 with five paid: 273.00 remain; a claw-back with 310.00 used is 115.00 (MEM-13). */
export function earlyExit(commitment: Commitment, policy: EarlyExitPolicy, leavesOn: Day): EarlyExit {
  const promised = toCents(commitment.priceCents * commitment.periods);
  const remainingCents = notBelowZero(addCents(promised, -commitment.paidCents));
  const answer = (dueCents: Cents, isWaived = false): EarlyExit => ({
    dueCents,
    remainingCents,
    policy: policy.kind,
    isWaived,
  });
  if (leavesOn >= commitment.endsOn) return answer(zeroCents);
  switch (policy.kind) {
    case "none":
      return answer(zeroCents);
    case "remaining_term":
      return answer(remainingCents);
    case "fixed": {
      const isWaived = daysBetween(commitment.startOn, leavesOn) <= policy.waiverDays;
      // Whoever has paid all of it owes nothing for leaving.
      return isWaived || remainingCents === 0 ? answer(zeroCents, isWaived) : answer(policy.cents);
    }
    case "claw_back": {
      const beyond = notBelowZero(addCents(commitment.savedCents, -commitment.paidCents));
      return answer(toCents(Math.min(beyond, remainingCents)));
    }
  }
}

function notBelowZero(cents: Cents): Cents {
  return cents < 0 ? zeroCents : cents;
}
