import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type InvoiceId } from "../identity.ts";
import { toCents } from "../money.ts";
import { splitOverTenders, sumOf } from "./split-tender.ts";

const invoice = (id: number, cents: number) => ({
  invoiceId: asId<InvoiceId>(id),
  number: id,
  dueOn: toDay("2026-11-22"),
  balanceCents: toCents(cents),
  appliedCents: toCents(cents),
});

test("INV-7 the first tender fills the first invoices, the next goes on where it stopped, the rest is credit", () => {
  expect(splitOverTenders([invoice(1, 1500), invoice(2, 3000)], [2000, 2000, 1000].map(toCents))).toEqual([
    [
      { invoiceId: 1, cents: 1500 },
      { invoiceId: 2, cents: 500 },
    ],
    [{ invoiceId: 2, cents: 2000 }],
    [{ invoiceId: 2, cents: 500 }],
  ]);
  expect(splitOverTenders([], [toCents(500)])).toEqual([[]]);
});

test("INV-7 however it is split, each invoice gets what it would get from one payment, and no tender gives more than it is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }),
      (owed, tendered) => {
        const amounts = tendered.map(toCents);
        let left: number = sumOf(amounts.map((amountCents) => ({ amountCents })));
        const applied = owed.map((cents, index) => {
          const gets = Math.min(cents, left);
          left -= gets;
          return invoice(index + 1, gets);
        });
        const split = splitOverTenders(applied, amounts);
        for (const { invoiceId, appliedCents } of applied) {
          const got = split.flat().filter((choice) => choice.invoiceId === invoiceId);
          expect(got.reduce((sum, choice) => sum + choice.cents, 0)).toBe(appliedCents);
        }
        for (const [index, choices] of split.entries())
          expect(choices.reduce((sum, choice) => sum + choice.cents, 0)).toBeLessThanOrEqual(amounts[index] ?? 0);
      },
    ),
  );
});
