/** A discount given by hand (INV-1): the last step before tax, on what plan and coupons have left of a line. */
import type { AmountFacts, ReducedBy } from "../billing/amount-facts.ts";
import { addCents, percentOf, toCents, zeroCents, type Cents } from "../money.ts";
import { refuse } from "../refusal.ts";
import type { NewLine } from "./lines.ts";
import type { ManualDiscount } from "./typed-line.ts";

/**
 * The line with the step added. Refuses `invoice_line_wrong` (`discount_too_much`) for an amount above
 * what is left; `place` is the line's, counted from 1. A percent that comes to nothing is no step.
 */
export function withManualDiscount(line: NewLine, discount: ManualDiscount | null, place: number): NewLine {
  if (discount === null) return line;
  const listCents = toCents(line.quantity * line.unitCents);
  const leftCents = addCents(listCents, -(line.discountCents ?? zeroCents));
  const offCents = discount.kind === "percent" ? percentOf(leftCents, discount.basisPoints) : discount.cents;
  if (offCents > leftCents) refuse("invoice_line_wrong", { line: place, what: "discount_too_much" });
  if (offCents === 0) return line;
  const step: ReducedBy = {
    what: "manual",
    basisPoints: discount.kind === "percent" ? discount.basisPoints : null,
    reason: discount.reason.trim(),
    offCents,
  };
  return {
    ...line,
    discountCents: addCents(line.discountCents ?? zeroCents, offCents),
    facts:
      line.facts.kind === "reduced"
        ? { ...line.facts, steps: [...line.facts.steps, step] }
        : { kind: "reduced", listCents, of: line.facts, steps: [step] },
  };
}

/** The discount by hand that the facts of a kept line tell of; null where there is none. */
export function manualDiscountOf(facts: Partial<AmountFacts>): ManualDiscount | null {
  if (facts.kind !== "reduced") return null;
  const step = (facts.steps ?? []).findLast(({ what }) => what === "manual");
  if (step?.what !== "manual") return null;
  const { reason, basisPoints, offCents } = step;
  return basisPoints === null ? { kind: "amount", cents: offCents, reason } : { kind: "percent", basisPoints, reason };
}

/** What each coupon took off a line, by the coupon's id. */
export function couponCutsOf(facts: Partial<AmountFacts>): ReadonlyMap<number, Cents> {
  const cuts = new Map<number, Cents>();
  if (facts.kind !== "reduced") return cuts;
  for (const step of facts.steps ?? [])
    if (step.what === "coupon") cuts.set(step.couponId, addCents(cuts.get(step.couponId) ?? zeroCents, step.offCents));
  return cuts;
}
