/** What a credit note will do, in sentences (INV-3, UI-6). */
import type { Cents } from "#domain/money.ts";

type Noted = {
  readonly taxCents: Cents;
  readonly offInvoiceCents: Cents;
  readonly toCreditCents: Cents;
  readonly balanceCents: Cents;
};

export function effectsOfCreditNote(note: Noted, money: (cents: Cents) => string): string[] {
  return [
    ...(note.taxCents > 0 ? [`${money(note.taxCents)} of it is tax.`] : []),
    ...(note.offInvoiceCents > 0 ? [`${money(note.offInvoiceCents)} comes off what is owed.`] : []),
    ...(note.toCreditCents > 0 ? [`${money(note.toCreditCents)} that was paid becomes household credit. It can be paid out from there.`] : []),
    note.balanceCents > 0 ? `${money(note.balanceCents)} is still owed on the invoice.` : "Nothing is owed on the invoice then.",
  ];
}
