/**
 * The lines of an invoice (INV-1): net is quantity × unit price less the discount, tax is rounded
 * once per line after discounts, and each line keeps the facts that explain its amount.
 */
import type { AmountFacts } from "../billing/amount-facts.ts";
import type { Day } from "../calendar.ts";
import type { MembershipId, PatientId, PlanVersionId, ServiceId, StaffId } from "../identity.ts";
import { invariant } from "../invariant.ts";
import { addCents, taxOn, toCents, type Cents } from "../money.ts";
import { refuse } from "../refusal.ts";
import type { InvoiceLineKind } from "./status-words.ts";

/** A line before its amounts are worked out. */
export type NewLine = {
  readonly kind: InvoiceLineKind;
  readonly patientId: PatientId | null;
  readonly membershipId: MembershipId | null;
  readonly planVersionId: PlanVersionId | null;
  /** What of the catalogue it is; left out on lines that no desk typed. */
  readonly serviceId?: ServiceId | null;
  /** Who did it: one invoice may have several (INV-1). */
  readonly providerId?: StaffId | null;
  readonly description: string;
  readonly serviceOn: Day;
  /** The covered days `[fromOn, toOn)`, for dues and stubs (F-6). */
  readonly fromOn: Day | null;
  readonly toOn: Day | null;
  readonly quantity: number;
  /** Price of one; negative on a discount line only. */
  readonly unitCents: Cents;
  /** Taken off the line before tax; never more than the line. */
  readonly discountCents?: Cents;
  readonly taxRatePpm: number;
  readonly facts: AmountFacts;
};

export type PricedLine = NewLine & { readonly netCents: Cents; readonly taxCents: Cents };

export type PricedInvoice = {
  readonly lines: readonly PricedLine[];
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly totalCents: Cents;
};

/** The most an invoice may come to, in minor units: what one amount may be everywhere. */
export const largestInvoiceCents = 1_000_000_000;
export const mostLines = 2000;

/** Net and tax of one line. A discount above the price is a programmer error. */
export function priceLine(line: NewLine): PricedLine {
  invariant(Number.isSafeInteger(line.quantity) && line.quantity >= 1, "a whole quantity");
  invariant((line.fromOn === null) === (line.toOn === null), "covered days have both ends");
  invariant(line.fromOn === null || line.toOn === null || line.fromOn < line.toOn, "some covered day");
  const grossCents = toCents(line.quantity * line.unitCents);
  const discountCents = line.discountCents ?? 0;
  if (line.kind === "discount") invariant(grossCents <= 0 && discountCents === 0, "a discount takes off");
  else invariant(discountCents >= 0 && discountCents <= grossCents, "a discount within the line");
  const netCents = addCents(grossCents, -discountCents);
  return { ...line, netCents, taxCents: taxOn(netCents, line.taxRatePpm) };
}

/**
 * Prices the lines and adds them up. Refuses `invoice_too_large`, and `invoice_negative` where
 * discounts exceed the charges: what is given back is a credit, not an invoice.
 */
export function priceInvoice(lines: readonly NewLine[]): PricedInvoice {
  invariant(lines.length >= 1 && lines.length <= mostLines, "between one and two thousand lines");
  const priced = lines.map(priceLine);
  const netCents = addCents(...priced.map((line) => line.netCents));
  const taxCents = addCents(...priced.map((line) => line.taxCents));
  const totalCents = addCents(netCents, taxCents);
  if (totalCents < 0) refuse("invoice_negative", { totalCents });
  if (totalCents > largestInvoiceCents) {
    refuse("invoice_too_large", { totalCents, limitCents: largestInvoiceCents });
  }
  return { lines: priced, netCents, taxCents, totalCents };
}
