/**
 * What a line comes to when a use of a package pays for it (PKG-3): the use's worth, and what a larger
 * service costs more than the included one by list price on the service day, never below nothing.
 */
import type { AmountFacts } from "../billing/amount-facts.ts";
import type { NewLine } from "../invoices/lines.ts";
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";

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
  if (unit.insuranceFriendly || targetCents >= listCents)
    return { ...plain, unitCents: targetCents, taxRatePpm, facts: { kind: "typed", quantity: 1, unitCents: targetCents } };
  return withStep(plain, taxRatePpm, { what: "package", name: unit.packageName, offCents: addCents(listCents, -targetCents) });
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
