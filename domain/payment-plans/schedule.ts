/**
 * The parts of a payment plan (INV-6): a down payment, then equal parts to the cent on regular days
 * (F-3), by their number or by their amount.
 */
import { addDays, addMonths, type Day } from "../calendar.ts";
import { addCents, splitEvenly, toCents, type Cents } from "../money.ts";
import { refuse } from "../refusal.ts";

export const planIntervals = ["week", "two_weeks", "month"] as const;
export type PlanInterval = (typeof planIntervals)[number];

/** Taken at the desk as the parts come, or drawn from the card on file. */
export const planPayments = ["desk", "card"] as const;
export type PlanPayment = (typeof planPayments)[number];

export type PlanShape = {
  /** Due on the first day of the plan; nothing for none. */
  readonly downCents: Cents;
  readonly by: { readonly kind: "count"; readonly count: number } | { readonly kind: "amount"; readonly cents: Cents };
  readonly every: PlanInterval;
  /** The day of the first part after the down payment. */
  readonly firstOn: Day;
};

export type PlanPart = { readonly position: number; readonly dueOn: Day; readonly cents: Cents; readonly throughCents: Cents };

export const mostParts = 60;

/**
 * The parts, in order; together they are `totalCents`. By amount the last part is the rest. Refuses
 * `plan_invoices_settled`, `plan_down_too_much`, `plan_first_day_past`, `plan_too_many_parts`, `plan_part_too_small`.
 */
export function planSchedule(totalCents: Cents, shape: PlanShape, today: Day): PlanPart[] {
  const { downCents, every, firstOn } = shape;
  if (totalCents <= 0) refuse("plan_invoices_settled", {});
  if (downCents >= totalCents) refuse("plan_down_too_much", { totalCents });
  if (firstOn < today) refuse("plan_first_day_past", {});
  const amounts = amountsOf(addCents(totalCents, -downCents), shape.by);
  if (amounts.some((cents) => cents <= 0)) refuse("plan_part_too_small", {});
  const down = downCents > 0 ? [{ dueOn: today, cents: downCents }] : [];
  let throughCents = toCents(0);
  return [...down, ...amounts.map((cents, index) => ({ dueOn: dayOf(firstOn, every, index), cents }))].map((part, position) => {
    throughCents = addCents(throughCents, part.cents);
    return { position, ...part, throughCents };
  });
}

function amountsOf(restCents: Cents, by: PlanShape["by"]): Cents[] {
  if (by.kind === "count") {
    if (by.count > mostParts) refuse("plan_too_many_parts", { most: mostParts });
    if (by.count < 1) refuse("plan_part_too_small", {});
    return splitEvenly(restCents, by.count);
  }
  if (by.cents <= 0) refuse("plan_part_too_small", {});
  const whole = Math.floor(restCents / by.cents);
  const last = toCents(restCents - whole * by.cents);
  if (whole + (last > 0 ? 1 : 0) > mostParts) refuse("plan_too_many_parts", { most: mostParts });
  return [...Array.from({ length: whole }, () => by.cents), ...(last > 0 ? [last] : [])];
}

/** Always counted from the first day, so that the 31st comes back after February. */
function dayOf(firstOn: Day, every: PlanInterval, index: number): Day {
  switch (every) {
    case "week":
      return addDays(firstOn, 7 * index);
    case "two_weeks":
      return addDays(firstOn, 14 * index);
    case "month":
      return addMonths(firstOn, index);
  }
}

export type PartState = "paid" | "part_paid" | "due" | "missed";

/** How a part stands on a day when so much of the plan was paid. */
export function partState(part: PlanPart, paidCents: Cents, today: Day): PartState {
  if (paidCents >= part.throughCents) return "paid";
  if (part.dueOn < today) return "missed";
  return paidCents > part.throughCents - part.cents ? "part_paid" : "due";
}
