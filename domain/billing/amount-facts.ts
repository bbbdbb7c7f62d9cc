/**
 * Why a line costs what it costs, kept with the line as plain facts, so that every amount can
 * explain itself years later (MEM-20). The words are made from them by `explain`.
 */
import type { Day } from "../calendar.ts";
import type { MembershipId } from "../identity.ts";
import type { Cents } from "../money.ts";

export type AmountFacts =
  | {
      readonly kind: "full_period";
      readonly priceCents: Cents;
      readonly months: number;
      readonly fromOn: Day;
      readonly toOn: Day;
    }
  | {
      readonly kind: "stub";
      readonly priceCents: Cents;
      readonly months: number;
      readonly fromOn: Day;
      readonly toOn: Day;
      readonly usedDays: number;
      readonly totalDays: number;
      /** The aligned period that ends where the stub ends (F-8). */
      readonly alignedFromOn: Day;
      readonly alignedToOn: Day;
    }
  | {
      readonly kind: "full_now";
      readonly priceCents: Cents;
      readonly months: number;
      readonly fromOn: Day;
      readonly toOn: Day;
    }
  | {
      /** The first draw after a full period was paid at once: full dues less the days paid twice (MEM-2). */
      readonly kind: "less_overlap";
      readonly priceCents: Cents;
      readonly months: number;
      readonly fromOn: Day;
      readonly toOn: Day;
      readonly creditCents: Cents;
      readonly overlapDays: number;
      readonly paidDays: number;
      readonly paidToOn: Day;
      /** What the days paid twice really cost, when that was less than their price (PPL-12, PPL-14). */
      readonly paidForCents?: Cents;
    }
  | {
      readonly kind: "activation";
      readonly feeCents: Cents;
      readonly basis: "per_member" | "per_household" | "per_household_capped";
      /** The last day the fee pays for, where it includes the first month (MEM-3). */
      readonly coversThroughOn: Day | null;
      /** Why it is nothing: waived with a reason, or paid before (MEM-5). */
      readonly waived: string | null;
      readonly paidBeforeOn: Day | null;
      readonly coveredByHousehold: boolean;
    }
  | {
      /** Days that are not used after a change come off at what their period really cost (MEM-9, MEM-10). */
      readonly kind: "unused_days";
      readonly periodCents: Cents;
      readonly fromOn: Day;
      readonly toOn: Day;
      readonly unusedDays: number;
      readonly periodDays: number;
    }
  | {
      /** Dues billed in the term already, which count where the year is paid from its start (MEM-10). */
      readonly kind: "billed_in_term";
      readonly periodCents: Cents;
      readonly fromOn: Day;
      readonly toOn: Day;
    }
  | {
      /** Coming back after a cancellation or a lapse (MEM-14). */
      readonly kind: "reactivation";
      readonly rule: "months_of_dues" | "fixed" | "missed_dues" | "none";
      readonly priceCents: Cents;
      readonly months: number;
      readonly feeMonths: number;
      readonly feeCents: Cents;
      readonly coversThroughOn: Day;
      /** Why another amount is asked for than the plan's. */
      readonly changedBecause: string | null;
    }
  | {
      /** For being on hold (MEM-12): once, or for each draw that is skipped. */
      readonly kind: "hold_fee";
      readonly feeCents: Cents;
      readonly each: boolean;
      readonly fromOn: Day;
      readonly toOn: Day;
    }
  | {
      /** For leaving before the end of a commitment (MEM-13). */
      readonly kind: "early_exit";
      readonly policy: "remaining_term" | "fixed" | "claw_back";
      readonly leavesOn: Day;
      readonly endsOn: Day;
      readonly priceCents: Cents;
      readonly periods: number;
      readonly billedCents: Cents;
      readonly remainingCents: Cents;
      /** List price less member price of what was used. */
      readonly savedCents: Cents;
    }
  | { readonly kind: "typed"; readonly quantity: number; readonly unitCents: Cents }
  | {
      /** Household pricing and coupons have taken something off what the line would have cost (MEM-6). */
      readonly kind: "reduced";
      readonly listCents: Cents;
      readonly of: AmountFacts;
      readonly steps: readonly ReducedBy[];
    };

/** One step down the price ladder, as it was on the day of the charge. */
export type ReducedBy =
  | { readonly what: "household_pricing"; readonly nth: number; readonly offCents: Cents }
  | {
      /** What one plan grants on a service: the best of all that the patient has, never two (MEM-6). */
      readonly what: "plan_discount";
      readonly membershipId: MembershipId;
      readonly planName: string;
      /** `15 % off`, `90.00 for members`. */
      readonly words: string;
      readonly offCents: Cents;
    }
  | { readonly what: "coupon"; readonly couponId: number; readonly code: string; readonly offCents: Cents }
  /** A use of a package pays for the line, which comes to what the use is worth (PKG-3). */
  | { readonly what: "package"; readonly name: string; readonly offCents: Cents }
  /** A membership's benefit covers it (PKG-10). */
  | { readonly what: "benefit"; readonly label: string; readonly offCents: Cents }
  | {
      /** Given by hand at the desk, with a reason (INV-1); the last step before tax. */
      readonly what: "manual";
      /** Null where an amount was given. */
      readonly basisPoints: number | null;
      readonly reason: string;
      readonly offCents: Cents;
    };
