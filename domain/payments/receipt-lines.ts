/**
 * Which lines a payment paid (INV-9, DOC-7). A payment of part of an invoice is spread over its
 * lines by their amounts, so that what stands on the receipt is exactly what was paid.
 */
import { invariant } from "../invariant.ts";
import { addCents, prorate, toCents, type Cents } from "../money.ts";

export type PayableLine = { readonly netCents: Cents; readonly taxCents: Cents };
export type PaidLine = { readonly amountCents: Cents; readonly taxCents: Cents };

/** The part of each line, in order; net and tax of all together make `paidCents`. */
export function paidLines(lines: readonly PayableLine[], paidCents: Cents): PaidLine[] {
  const totalCents = addCents(...lines.map((line) => line.netCents + line.taxCents));
  invariant(paidCents > 0 && paidCents <= totalCents, "a part of the invoice is paid");
  // Cumulative rounding: the last boundary is the payment itself, so the parts always add up.
  const upTo = (cents: number): Cents =>
    cents < 0
      ? toCents(-prorate(toCents(-cents), paidCents, totalCents))
      : prorate(toCents(cents), paidCents, totalCents);
  let before = 0;
  return lines.map((line) => {
    const after = before + line.netCents + line.taxCents;
    const wholeCents = addCents(upTo(after), -upTo(before));
    before = after;
    const taxCents = prorate(line.taxCents, paidCents, totalCents);
    return { amountCents: addCents(wholeCents, -taxCents), taxCents };
  });
}
