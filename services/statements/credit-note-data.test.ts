import { afterEach, beforeEach, expect, test } from "vitest";
import type { CreditNoteId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { presentCreditNote } from "#domain/statements/present-credit-note.ts";
import { listCreditable, makeCreditNote } from "../invoices/credit-note.ts";
import { openEditorDesk, refusal, type EditorDesk } from "../invoices/editor.fixture.ts";
import { readCreditNote } from "./credit-note-data.ts";

let e: EditorDesk;
beforeEach(() => {
  e = openEditorDesk();
  e.practice();
});
afterEach(() => e.close());

function credited(netCents: readonly number[], paidCents = 0): CreditNoteId {
  const invoiceId = e.issue(netCents.map((_, index) => e.line({ description: `Line ${index + 1}`, taxRatePpm: 88_750, providerId: index === 0 ? e.staff("Ana") : null })));
  if (paidCents > 0) e.desk.take(e.home, paidCents);
  const { lines } = listCreditable(e.desk.cx(), invoiceId);
  const parts = lines.map(({ lineId }, index) => ({ lineId, netCents: toCents(netCents[index] ?? 0) }));
  return makeCreditNote(e.desk.cx(), { invoiceId, lines: parts.filter((part) => part.netCents > 0), reason: "Half done" }).creditNoteId;
}

test("INV-3 a credit note's paper is its rows: lines in the order of the invoice, and what it does not give back is not on it", () => {
  const data = readCreditNote(e.desk.cx(), credited([4500, 0, 9000]));
  expect(data.lines.map(({ description, providerName, netCents }) => [description, providerName, netCents])).toEqual([["Line 1", "Ana", 4500], ["Line 3", null, 9000]]);
  expect(data).toMatchObject({ taxCents: 1199, totalCents: 14_699, offInvoiceCents: 14_699, toCreditCents: 0, householdNumber: "1" });
  expect(presentCreditNote(data).balance.value).toBe("$146.99");
});

test("INV-3 it goes to whom the invoice was billed, whatever the household is called now", () => {
  const creditNoteId = credited([4500], 9799);
  e.desk.db.write((w) => w.exec("update household set name = 'Somebody Else'"));
  expect(readCreditNote(e.desk.cx(), creditNoteId)).toMatchObject({ recipient: { name: "Rosa Lee" }, toCreditCents: 4900, offInvoiceCents: 0 });
});

test("INV-3 one that is not there is refused", () => {
  expect(() => readCreditNote(e.desk.cx(), 9 as CreditNoteId)).toThrow(refusal("credit_note_not_found"));
});
