/**
 * Enrolling: from the start day, the draw day and what the activation fee covers to the first
 * record of the draw schedule (MEM-2, MEM-3, MEM-4), and the activation fee itself (PPL-10, MEM-5).
 */
import {
  addDays,
  addMonths,
  drawDayOnOrAfter,
  drawDayOnOrBefore,
  type Day,
  type PeriodMonths,
} from "../calendar.ts";
import type { AmountFacts } from "../billing/amount-facts.ts";
import type { PlanVersionId } from "../identity.ts";
import { zeroCents, type Cents } from "../money.ts";
import type { ScheduleRecord } from "./draw-facts.ts";
import type { PlanTerms } from "./plan.ts";

/** The three ways to ask for the first money when the draw day is not the start day (MEM-2). */
export type FirstMoney = "stub_now" | "free_until_draw" | "full_now";

export type FirstSchedule = {
  readonly joinOn: Day;
  readonly drawDay: number;
  readonly planVersionId: PlanVersionId;
  readonly periodMonths: PeriodMonths;
  readonly priceCents: Cents;
  readonly includesFirstPeriod: boolean;
  readonly firstMoney: FirstMoney;
};

/**
 * The alignment rule (MEM-3): the member is paid through P; D is the first draw day on or after P;
 * the days `[P, D)` are a stub charged on the last draw day ≤ P that is not before the join day,
 * else on the join day; full dues from D.
 */
export function firstScheduleRecord(input: FirstSchedule): ScheduleRecord {
  const { joinOn, drawDay } = input;
  const paidThrough = input.includesFirstPeriod ? addMonths(joinOn, 1) : joinOn;
  const firstDraw = drawDayOnOrAfter(paidThrough, drawDay);
  const common = {
    planVersionId: input.planVersionId,
    periodMonths: input.periodMonths,
    priceCents: input.priceCents,
    drawDay,
    anchorOn: firstDraw,
    covered: paidThrough > joinOn ? { from: joinOn, to: paidThrough } : null,
  };
  if (firstDraw === paidThrough)
    return { ...common, opening: "none", openingDays: null, openingChargeOn: null };
  const openingDays = { from: paidThrough, to: firstDraw };
  if (input.firstMoney === "free_until_draw")
    return { ...common, opening: "free", openingDays, openingChargeOn: paidThrough };
  // A full period at once makes sense only where the fee has not already paid for the first month.
  if (input.firstMoney === "full_now" && !input.includesFirstPeriod)
    return { ...common, opening: "full", openingDays, openingChargeOn: joinOn };
  const lastDraw = drawDayOnOrBefore(paidThrough, drawDay);
  const chargeOn = lastDraw >= joinOn ? lastDraw : joinOn;
  return { ...common, opening: "stub", openingDays, openingChargeOn: chargeOn };
}

export type ActivationFacts = {
  readonly activation: PlanTerms["activation"];
  readonly joinOn: Day;
  /** When this person paid an activation fee before, ever (MEM-5). */
  readonly paidBeforeOn: Day | null;
  /** Fees the household has been charged already, this enrolment's earlier members included. */
  readonly chargedInHousehold: number;
  readonly waivedReason: string | null;
};

/** The activation fee of one joining member with its reasons; 0 when nothing is owed. */
export function activationFee(input: ActivationFacts): { amountCents: Cents; facts: AmountFacts } {
  const { activation } = input;
  const limit =
    activation.basis === "per_member"
      ? Number.POSITIVE_INFINITY
      : activation.basis === "per_household"
        ? 1
        : (activation.cap ?? 1);
  const coveredByHousehold = input.chargedInHousehold >= limit;
  const owed = input.paidBeforeOn === null && input.waivedReason === null && !coveredByHousehold;
  return {
    amountCents: owed ? activation.feeCents : zeroCents,
    facts: {
      kind: "activation",
      feeCents: activation.feeCents,
      basis: activation.basis,
      coversThroughOn:
        activation.includesFirstPeriod && input.paidBeforeOn === null ? addDays(addMonths(input.joinOn, 1), -1) : null,
      waived: input.waivedReason,
      paidBeforeOn: input.paidBeforeOn,
      coveredByHousehold,
    },
  };
}
