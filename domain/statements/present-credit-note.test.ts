import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { presentCreditNote, type CreditNoteData } from "./present-credit-note.ts";
import { sampleAgreement, sampleSetup } from "./testing.ts";

const note = (over: Partial<CreditNoteData> = {}): CreditNoteData => ({
  setup: sampleSetup(),
  letterhead: sampleAgreement().letterhead,
  recipient: { name: "Rosa Lee", addressLines: ["1 Elm", "Salem MA 01970"] },
  householdNumber: "12",
  creditNoteNumber: "3",
  invoiceNumber: "1042",
  notedOn: toDay("2026-11-22"),
  reason: "Half done",
  lines: [{ on: toDay("2026-11-20"), patientName: "Mia Lee", providerName: "Dr. Ana", description: "Cleaning", netCents: toCents(4500) }],
  taxCents: toCents(400),
  totalCents: toCents(4900),
  toCreditCents: toCents(900),
  offInvoiceCents: toCents(4000),
  ...over,
});

test("INV-3 a credit note on paper says its number, the invoice, what goes back and where the money is; there is no slip", () => {
  const print = presentCreditNote(note());
  expect(print.letter.heading).toBe("Credit note");
  expect(print.letter.facts.map(({ label, value }) => [label, value])).toEqual(expect.arrayContaining([["Credit note", "3"], ["For invoice", "1042"], ["Date", "Nov 22, 2026"]]));
  expect(print.rows).toEqual([{ on: "Nov 20, 2026", who: "Mia Lee · Dr. Ana", text: "Cleaning", quantity: "", price: "", amount: "45.00", discounts: [] }]);
  expect(print.totals).toEqual([
    { label: "Subtotal", value: "$45.00" },
    { label: "Tax", value: "$4.00" },
    { label: "Comes off the invoice", value: "$40.00" },
    { label: "Kept as your credit", value: "$9.00" },
  ]);
  expect(print.balance).toMatchObject({ label: "Given back", value: "$49.00" });
  expect(print.note).toEqual(["Reason: Half done"]);
  expect(print.slip).toBeNull();
});

test("INV-3 without tax and without credit those lines are left out; Spanish has its own words", () => {
  const plain = presentCreditNote(note({ taxCents: toCents(0), totalCents: toCents(4500), toCreditCents: toCents(0), offInvoiceCents: toCents(4500) }));
  expect(plain.totals.map(({ label }) => label)).toEqual(["Comes off the invoice"]);
  expect(presentCreditNote(note({ setup: { ...sampleSetup(), locale: "es-US" } })).letter.heading).toBe("Nota de crédito");
});

test("F-20 of a training practice it is marked", () => {
  expect(presentCreditNote(note({ setup: { ...sampleSetup(), training: true } })).letter.mark).toContain("not a real credit note");
});

test("INV-1 facts that do not add up are never printed", () => {
  expect(() => presentCreditNote(note({ totalCents: toCents(4901) }))).toThrow("lines + tax = total");
  expect(() => presentCreditNote(note({ toCreditCents: toCents(1) }))).toThrow("where all of a credit note went");
});
