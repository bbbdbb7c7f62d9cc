/** Split tender (INV-7): several ways of paying at once fill the invoices one after the other. */
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";
import type { AllocationChoice, Applied } from "./allocate.ts";

/**
 * What each tender puts on which invoice, in their order: the first fills the first invoices, the next
 * goes on where it stopped; what no invoice takes is credit of the last ones.
 */
export function splitOverTenders(applied: readonly Applied[], amounts: readonly Cents[]): AllocationChoice[][] {
  const open = applied.map(({ invoiceId, appliedCents }) => ({ invoiceId, leftCents: appliedCents }));
  return amounts.map((amountCents) => {
    let left = amountCents;
    const choices: AllocationChoice[] = [];
    for (const invoice of open) {
      const cents = toCents(Math.min(left, invoice.leftCents));
      if (cents === 0) continue;
      choices.push({ invoiceId: invoice.invoiceId, cents });
      invoice.leftCents = addCents(invoice.leftCents, -cents);
      left = addCents(left, -cents);
    }
    return choices;
  });
}

export function sumOf(tenders: readonly { readonly amountCents: Cents }[]): Cents {
  return addCents(zeroCents, ...tenders.map((tender) => tender.amountCents));
}
