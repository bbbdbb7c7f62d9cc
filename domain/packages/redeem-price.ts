/**
 * What a line comes to when a use of a package pays for it (PKG-3): the use's worth, and what a larger
 * service costs more than the included one by list price on the service day, never below nothing.
 */
import type { AmountFacts, ReducedBy } from "../billing/amount-facts.ts";
import { invariant } from "../invariant.ts";
import type { NewLine } from "../invoices/lines.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "../money.ts";

/** 60 minutes at 100.00 in the package, 90 minutes at 140.00 done: 40.00 more. */
export function upsizeCents(doneListCents: Cents, includedListCents: Cents): Cents {
  return toCents(Math.max(0, doneListCents - includedListCents));
}

export type UnitOnLine = {
  readonly packageName: string;
  readonly valueCents: Cents;
  readonly upsizeCents: Cents;
  /** Taxed when it was sold: the line bears no tax again, unless the patient pays something on top. */
  readonly taxed: "sale" | "redemption";
  /** An insurer's receipt shows the unit price itself, not a list price less something (PKG-8). */
  readonly insuranceFriendly: boolean;
};

/** The line with the discount "package price", so that it comes to the use's worth and the rest of an upsize. */
export function atPackagePrice(line: NewLine, unit: UnitOnLine): NewLine {
  const targetCents = addCents(unit.valueCents, unit.upsizeCents);
  const listCents = toCents(line.quantity * line.unitCents);
  const taxRatePpm = unit.taxed === "sale" ? 0 : line.taxRatePpm;
  const { discountCents: _, ...plain } = line;
  // A use that is worth more than the list price has nothing to take off: the line is its worth.
  if (targetCents === listCents) return { ...plain, taxRatePpm, facts: { kind: "typed", quantity: line.quantity, unitCents: line.unitCents } };
  if (unit.insuranceFriendly || targetCents > listCents) {
    // The worths of several uses need not be alike, so that they stand as one.
    const description = line.quantity === 1 ? line.description : `${line.quantity} × ${line.description}`;
    return { ...plain, description, quantity: 1, unitCents: targetCents, taxRatePpm, facts: { kind: "typed", quantity: 1, unitCents: targetCents } };
  }
  return withStep(plain, taxRatePpm, { what: "package", name: unit.packageName, offCents: addCents(listCents, -targetCents) });
}

/**
 * A line of several as two: the first `quantity` of it, and the rest. Together they cost what it cost, every
 * step down its price shared by how many each has (F-2).
 */
export function splitLine(line: NewLine, quantity: number): { first: NewLine; rest: NewLine } {
  invariant(quantity >= 1 && quantity < line.quantity, "some of the line, and not all");
  const steps = line.facts.kind === "reduced" ? line.facts.steps : [];
  // What the steps take off so far is shared, not each of them, so that no part costs less than nothing.
  const upTo = (count: number): Cents => prorate(addCents(zeroCents, ...steps.slice(0, count).map(offOf)), quantity, line.quantity);
  const shares = steps.map((_, index) => addCents(upTo(index + 1), -upTo(index)));
  const part = (count: number, offs: readonly Cents[]): NewLine => {
    const { discountCents: _, ...plain } = line;
    const of: AmountFacts = { kind: "typed", quantity: count, unitCents: line.unitCents };
    const kept = steps.flatMap((step, index) => (offs[index] === 0 ? [] : [{ ...step, offCents: offs[index] ?? zeroCents }]));
    if (kept.length === 0) return { ...plain, quantity: count, facts: of };
    const listCents = toCents(count * line.unitCents);
    return { ...plain, quantity: count, discountCents: addCents(...kept.map(offOf)), facts: { kind: "reduced", listCents, of, steps: kept } };
  };
  return { first: part(quantity, shares), rest: part(line.quantity - quantity, steps.map((step, index) => addCents(offOf(step), -(shares[index] ?? 0)))) };
}

function offOf(step: ReducedBy): Cents {
  return step.offCents;
}

/** The line without a coupon that cannot be used on it any more; what else took something off stays. */
export function withoutCoupons(line: NewLine, gone: (couponId: number) => boolean): NewLine {
  if (line.facts.kind !== "reduced") return line;
  const steps = line.facts.steps.filter((step) => step.what !== "coupon" || !gone(step.couponId));
  if (steps.length === line.facts.steps.length) return line;
  const { discountCents: _, ...plain } = line;
  if (steps.length === 0) return { ...plain, facts: line.facts.of };
  return { ...plain, discountCents: addCents(...steps.map(offOf)), facts: { ...line.facts, steps } };
}

/** The line with a benefit's unit: what it covers comes off, down to nothing or to what is above its cap. */
export function withBenefit(line: NewLine, benefit: { readonly label: string; readonly capCents: Cents | null }): { line: NewLine; offCents: Cents } {
  const listCents = toCents(line.quantity * line.unitCents);
  const offCents = toCents(Math.min(listCents, benefit.capCents ?? listCents));
  const { discountCents: _, ...plain } = line;
  return { line: withStep(plain, line.taxRatePpm, { what: "benefit", label: benefit.label, offCents }), offCents };
}

function withStep(line: Omit<NewLine, "discountCents">, taxRatePpm: number, step: Extract<AmountFacts, { kind: "reduced" }>["steps"][number]): NewLine {
  const listCents = toCents(line.quantity * line.unitCents);
  const of: AmountFacts = line.facts.kind === "reduced" ? line.facts.of : line.facts;
  return { ...line, taxRatePpm, discountCents: step.offCents ?? zeroCents, facts: { kind: "reduced", listCents, of, steps: [step] } };
}
