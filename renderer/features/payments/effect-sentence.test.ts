import { expect, test } from "vitest";
import type { PaymentPreview } from "#contract/payments.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { moneyText } from "#domain/money-text.ts";
import { toCents } from "#domain/money.ts";
import { effectSentence } from "./effect-sentence.ts";

function preview(
  applied: readonly [number: number, balance: number, applied: number][],
  over: { credit?: number; after?: number } = {},
): PaymentPreview {
  return {
    applied: applied.map(([number, balance, cents]) => ({
      invoiceId: asId<InvoiceId>(number),
      number,
      dueOn: toDay("2026-11-05"),
      balanceCents: toCents(balance),
      appliedCents: toCents(cents),
    })),
    toCreditCents: toCents(over.credit ?? 0),
    changeCents: toCents(0),
    balanceAfterCents: toCents(over.after ?? 0),
    unresolvedCharges: [],
  };
}

test.each([
  [preview([[12, 3700, 3700]]), "Pays invoice 12. Nothing is owed then."],
  [
    preview(
      [
        [12, 3700, 3700],
        [13, 3700, 1200],
      ],
      { after: 2500 },
    ),
    "Pays invoice 12 and puts 12.00 on invoice 13. The household then still owes 25.00.",
  ],
  [
    preview(
      [
        [1, 10, 10],
        [2, 10, 10],
      ],
      { credit: 500 },
    ),
    "Pays invoices 1 and 2 and 5.00 becomes household credit. Nothing is owed then.",
  ],
  [
    preview([
      [1, 10, 10],
      [2, 10, 10],
      [3, 10, 10],
      [4, 10, 10],
    ]),
    "Pays 4 invoices. Nothing is owed then.",
  ],
  [
    preview([], { credit: 5000 }),
    "5.00 becomes household credit. Nothing is owed then.".replace("5.00", "50.00"),
  ],
])("INV-8 what a payment does is said in one sentence %#", (shown, sentence) => {
  expect(effectSentence(shown, moneyText)).toBe(sentence);
});
