/**
 * From which accounts the money of a refund comes (INV-1, INV-9): the tax by the rule of part refunds,
 * the rest by what stands on each account, so that refunds in parts end exactly at nothing.
 */
import { invariant } from "../invariant.ts";
import type { Account } from "../ledger/accounts.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "../money.ts";

/** What of an invoice stands on one account: its revenue, its deferred dues, its tax. */
export type StandingOn = { readonly account: Account; readonly leftCents: Cents };

/** What was refunded of the invoice before, and how much of that was tax. */
export type RefundedBefore = { readonly cents: Cents; readonly taxCents: Cents };

export type RefundPart = { readonly account: Account; readonly cents: Cents };

/**
 * Parts that sum to `cents`. The tax is prorate(all tax, all refunded with this, all) less the tax
 * refunded before: of 97.99 with tax of 7.99 the first 49.00 give 4.00 of tax back, the rest 3.99.
 */
export function refundParts(cents: Cents, standing: readonly StandingOn[], before: RefundedBefore): RefundPart[] {
  const taxLeft = leftOn(standing, (account) => account === "tax_payable");
  const others = standing.filter(({ account }) => account !== "tax_payable");
  const othersLeft = addCents(zeroCents, ...others.map((one) => one.leftCents));
  invariant(cents > 0 && cents <= addCents(taxLeft, othersLeft), "a refund of what stands on the invoice");
  const whole = addCents(taxLeft, othersLeft, before.cents);
  const byRule = addCents(
    prorate(addCents(taxLeft, before.taxCents), addCents(cents, before.cents), whole),
    -before.taxCents,
  );
  const taxCents = toCents(Math.max(cents - othersLeft, 0, Math.min(byRule, taxLeft, cents)));
  return [
    ...spread(addCents(cents, -taxCents), others, othersLeft),
    { account: "tax_payable" as const, cents: taxCents },
  ].filter((part) => part.cents !== 0);
}

/** By cumulative rounding: each boundary is rounded, so the parts always add up. */
function spread(cents: Cents, others: readonly StandingOn[], leftCents: Cents): RefundPart[] {
  if (cents === 0) return [];
  const upTo = (boundary: number): Cents =>
    boundary < 0 ? toCents(-prorate(toCents(-boundary), cents, leftCents)) : prorate(toCents(boundary), cents, leftCents);
  let boundary = 0;
  return others.map(({ account, leftCents: left }) => {
    const from = boundary;
    boundary += left;
    return { account, cents: addCents(upTo(boundary), -upTo(from)) };
  });
}

function leftOn(standing: readonly StandingOn[], is: (account: Account) => boolean): Cents {
  return addCents(zeroCents, ...standing.filter(({ account }) => is(account)).map((one) => one.leftCents));
}
