/** The tax inside a refund (INV-1): worked out on all that is refunded so far, so that parts end exactly. */
import { invariant } from "../invariant.ts";
import { addCents, prorate, type Cents } from "../money.ts";

export type RefundedLine = {
  readonly netCents: Cents;
  readonly taxCents: Cents;
  /** Net and tax given back before this refund. */
  readonly refundedNetCents: Cents;
  readonly refundedTaxCents: Cents;
};

/**
 * Tax that goes back with `netCents` of a line: prorate(line tax, net refunded so far with this
 * refund, line net) less the tax refunded before. Tax of 7.99: the first half gives 4.00, the rest 3.99.
 */
export function refundTax(line: RefundedLine, netCents: Cents): Cents {
  const netSoFar = addCents(line.refundedNetCents, netCents);
  invariant(netCents > 0 && netSoFar <= line.netCents, "a refund within the line");
  return addCents(prorate(line.taxCents, netSoFar, line.netCents), -line.refundedTaxCents);
}
