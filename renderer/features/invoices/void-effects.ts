/** What a void will do, in sentences (INV-3, UI-6). */
import type { InvoicePreview } from "#contract/invoices.ts";
import { addCents, type Cents } from "#domain/money.ts";

type Voidable = Pick<InvoicePreview, "kind" | "balanceCents" | "settlements">;

export function effectsOfVoid(invoice: Voidable, money: (cents: Cents) => string): string[] {
  const settled = (source: Voidable["settlements"][number]["source"]): Cents =>
    addCents(...invoice.settlements.filter((row) => row.source === source).map((row) => row.cents));
  const paid = settled("payment");
  const credit = settled("credit");
  const writtenOff = settled("write_off");
  return [
    ...(invoice.balanceCents > 0 ? [`${money(invoice.balanceCents)} is no longer owed.`] : []),
    ...(paid > 0 ? [`${money(paid)} that was paid becomes household credit.`] : []),
    ...(credit > 0 ? [`${money(credit)} of household credit that was used comes back.`] : []),
    ...(writtenOff > 0 ? [`The write-off of ${money(writtenOff)} is taken back.`] : []),
    ...(invoice.kind === "draw"
      ? [
          "The days it billed are not billed again by themselves. To bill them after all, make an invoice by hand.",
        ]
      : []),
  ];
}
