import { expect, test } from "vitest";
import { asId, type InvoiceLineId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { creditable, creditInput, everything, withLine } from "./credit-draft.ts";
import { effectsOfCreditNote } from "./credit-effects.ts";

const id = (n: number) => asId<InvoiceLineId>(n);
const line = (n: number, left: number, ofMembership = false) => ({ lineId: id(n), description: `Line ${n}`, leftNetCents: toCents(left), ofMembership });
const lines = [line(1, 9000), line(2, 0), line(3, 500, true), line(4, 100)];

test("INV-3 what can go back here: lines of which something is left, and none of a membership", () => {
  expect(creditable(lines).map(({ lineId }) => lineId)).toEqual([1, 4]);
  expect(everything(lines)).toEqual(new Map([[1, 9000], [4, 100]]));
});

test("INV-3 a credit note waits for a line and for each amount", () => {
  expect(creditInput(lines, new Map())).toEqual({ waitingFor: "Choose what goes back." });
  expect(creditInput(lines, withLine(new Map(), id(1), null))).toEqual({ waitingFor: "Say how much of “Line 1” goes back." });
  const chosen = withLine(withLine(new Map(), id(1), toCents(4500)), id(4), toCents(100));
  expect(creditInput(lines, chosen)).toEqual({ lines: [{ lineId: 1, netCents: 4500 }, { lineId: 4, netCents: 100 }] });
  expect(creditInput(lines, withLine(chosen, id(1), undefined))).toEqual({ lines: [{ lineId: 4, netCents: 100 }] });
});

test("INV-3 what a credit note does is said before it is done", () => {
  const money = (cents: number) => `$${(cents / 100).toFixed(2)}`;
  expect(effectsOfCreditNote({ taxCents: toCents(400), offInvoiceCents: toCents(1000), toCreditCents: toCents(3900), balanceCents: toCents(0) }, money)).toEqual([
    "$4.00 of it is tax.",
    "$10.00 comes off what is owed.",
    "$39.00 that was paid becomes household credit. It can be paid out from there.",
    "Nothing is owed on the invoice then.",
  ]);
  expect(effectsOfCreditNote({ taxCents: toCents(0), offInvoiceCents: toCents(1000), toCreditCents: toCents(0), balanceCents: toCents(5) }, money)).toEqual(["$10.00 comes off what is owed.", "$0.05 is still owed on the invoice."]);
});
