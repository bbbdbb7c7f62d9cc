import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { CreditNoteId, InvoiceId, InvoiceLineId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { serviceLine } from "../payments/desk.fixture.ts";
import { readCreditNote } from "../statements/credit-note-data.ts";
import { listCreditable, makeCreditNote, previewCreditNote, type CreditNoteToMake } from "./credit-note.ts";
import { saveDraft } from "./drafts.ts";
import { openEditorDesk, refusal, type EditorDesk } from "./editor.fixture.ts";
import { invoiceHistory } from "./invoice-history.ts";
import { voidAtDesk } from "./void.ts";

let e: EditorDesk;
beforeEach(() => {
  e = openEditorDesk();
});
afterEach(() => e.close());

const lineIds = (invoiceId: InvoiceId) => listCreditable(e.desk.cx(), invoiceId).lines.map(({ lineId }) => lineId);
/** Gives back so much of the first lines. */
const note = (invoiceId: InvoiceId, cents: readonly number[], over: Partial<CreditNoteToMake> = {}): CreditNoteToMake => ({
  invoiceId,
  lines: lineIds(invoiceId).slice(0, cents.length).map((lineId, index) => ({ lineId, netCents: toCents(cents[index] ?? 0) })),
  reason: "Not done",
  ...over,
});
const make = (...input: Parameters<typeof note>) => makeCreditNote(e.desk.cx(), note(...input));
const postings = (account: string) =>
  e.desk.db.read((r) => r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account)?.cents);

describe("INV-1 tax of what is given back", () => {
  test("INV-1 tax on 90.00 at 8.875 % is 7.99: half of it gives 4.00 back, the rest 3.99", () => {
    const invoiceId = e.issue([e.line({ taxRatePpm: 88_750 })]);
    expect(make(invoiceId, [4500])).toMatchObject({ number: 1, taxCents: 400, totalCents: 4900, offInvoiceCents: 4900, toCreditCents: 0, balanceCents: 4899 });
    expect(make(invoiceId, [4500])).toMatchObject({ number: 2, taxCents: 399, totalCents: 4899, balanceCents: 0 });
    expect([postings("tax_payable"), postings("revenue_services"), postings("receivable")]).toEqual([0, 0, 0]);
    expect(e.view(invoiceId)).toMatchObject({ status: "credited", creditedCents: 9799 });
  });

  test.each([1, 3, 7, 90, 400])("INV-1 in %i parts it ends exactly, whatever the parts", (parts) => {
    const invoiceId = e.issue([e.line({ taxRatePpm: 88_750 })]);
    let left = 9000;
    for (let part = parts; part > 0; part -= 1) {
      const cents = part === 1 ? left : Math.ceil(left / part);
      make(invoiceId, [cents]);
      left -= cents;
      if (left === 0) break;
    }
    expect(listCreditable(e.desk.cx(), invoiceId).lines[0]).toMatchObject({ leftNetCents: 0, leftTaxCents: 0 });
    expect(e.view(invoiceId)).toMatchObject({ balanceCents: 0, creditedCents: 9799 });
  });
});

describe("INV-3 a credit note", () => {
  test("INV-3 takes off what is owed first; what was paid becomes household credit", () => {
    const invoiceId = e.issue([e.line({ unitCents: toCents(6000) }), e.line({ unitCents: toCents(4000), kind: "fee" })]);
    e.desk.take(e.home, 7000);
    expect(make(invoiceId, [6000])).toMatchObject({ totalCents: 6000, offInvoiceCents: 3000, toCreditCents: 3000, balanceCents: 0 });
    expect(e.desk.money(e.home)).toEqual({ balanceCents: 0, creditCents: 3000 });
    expect([postings("revenue_services"), postings("revenue_fees")]).toEqual([0, -4000]);
    expect(e.view(invoiceId)).toMatchObject({ status: "paid", paidCents: 4000, creditedCents: 6000 });
  });

  test("INV-2 over the whole of a paid invoice leaves it credited, its money with the household", () => {
    const invoiceId = e.issue([e.line()]);
    e.desk.take(e.home, 9000);
    make(invoiceId, [9000]);
    expect(e.view(invoiceId)).toMatchObject({ status: "credited", paidCents: 0, creditedCents: 9000, balanceCents: 0 });
    expect(e.desk.money(e.home).creditCents).toBe(9000);
  });

  test("INV-3 has a series of its own without gaps; a refused one takes no number", () => {
    const invoiceId = e.issue([e.line(), e.line()]);
    make(invoiceId, [100]);
    expect(() => make(invoiceId, [9000])).toThrow(refusal("credit_note_too_much", { description: "Cleaning", leftCents: 8900 }));
    expect(make(invoiceId, [100]).number).toBe(2);
    expect(invoiceHistory(e.desk.cx(), invoiceId).creditNotes.map(({ number, totalCents, reason }) => [number, totalCents, reason])).toEqual([[1, 100, "Not done"], [2, 100, "Not done"]]);
  });

  test("MEM-21 its preview is the note itself, taken back", () => {
    const invoiceId = e.issue([e.line({ taxRatePpm: 88_750 }), e.line()]);
    e.desk.take(e.home, 15_000);
    const input = note(invoiceId, [1000, 9000]);
    const shown = previewCreditNote(e.desk.cx(), input);
    expect([e.count("credit_note"), e.desk.money(e.home).creditCents]).toEqual([0, 0]);
    expect(makeCreditNote(e.desk.cx(), { ...input, expectedTotalCents: shown.totalCents })).toEqual(shown);
    expect(() => makeCreditNote(e.desk.cx(), { ...input, lines: input.lines.slice(0, 1), expectedTotalCents: toCents(1) })).toThrow(refusal("amount_changed_meanwhile"));
  });

  test("INV-3 after it the invoice is neither edited nor void, but another note is possible", () => {
    const invoiceId = e.issue([e.line()]);
    make(invoiceId, [1000]);
    expect(() => voidAtDesk(e.desk.cx(), { invoiceId, reason: "x" })).toThrow(refusal("invoice_already_credited"));
    expect(make(invoiceId, [8000])).toMatchObject({ balanceCents: 0 });
  });

  test("INV-3 for a closed day it is the way to correct, booked today", () => {
    const invoiceId = e.issue([e.line()], { today: "2026-10-01" });
    make(invoiceId, [9000]);
    expect(e.desk.db.read((r) => r.get("select effective_on as o from entry where kind = 'credit_noted'"))).toEqual({ o: "2026-11-22" });
  });

  test.each<[string, (invoiceId: InvoiceId) => CreditNoteToMake, string]>([
    ["no lines", (id) => note(id, []), "credit_note_no_lines"],
    ["nothing of a line", (id) => note(id, [0]), "credit_note_too_much"],
    ["less than nothing", (id) => note(id, [-5]), "credit_note_too_much"],
    ["more than the line", (id) => note(id, [9001]), "credit_note_too_much"],
    ["a line twice", (id) => ({ ...note(id, [5000]), lines: [...note(id, [5000]).lines, ...note(id, [5000]).lines] }), "credit_note_too_much"],
    ["a line of nobody", (id) => ({ ...note(id, [1]), lines: [{ lineId: 999 as InvoiceLineId, netCents: toCents(1) }] }), "invoice_changed_meanwhile"],
  ])("INV-3 over %s is refused and nothing is kept", (_, input, code) => {
    const invoiceId = e.issue([e.line()]);
    expect(() => makeCreditNote(e.desk.cx(), input(invoiceId))).toThrow(refusal(code));
    expect([e.count("credit_note"), e.view(invoiceId).balanceCents]).toEqual([0, 9000]);
  });

  test("INV-3 on a draft, a void invoice and none at all is refused", () => {
    const draft = saveDraft(e.desk.cx(), { invoiceId: null, householdId: e.home, lines: [e.line()], termsDays: 0 }).invoiceId;
    expect(() => listCreditable(e.desk.cx(), draft)).toThrow(refusal("credit_note_not_possible", { number: 0 }));
    const invoiceId = e.issue([e.line()]);
    const input = note(invoiceId, [100]);
    voidAtDesk(e.desk.cx(), { invoiceId, reason: "x" });
    expect(() => makeCreditNote(e.desk.cx(), input)).toThrow(refusal("credit_note_not_possible", { number: 1 }));
    expect(() => listCreditable(e.desk.cx(), 99 as InvoiceId)).toThrow(refusal("invoice_not_found"));
  });

  test("MEM-19 dues are given back at the membership, not here", () => {
    const { invoiceId } = e.desk.issue(e.home, 0, { lines: [serviceLine(toDay("2026-11-22"), 3700, { kind: "dues", description: "Adult" })] });
    expect(listCreditable(e.desk.cx(), invoiceId).lines[0]).toMatchObject({ ofMembership: true });
    expect(() => make(invoiceId, [3700])).toThrow(refusal("credit_note_dues", { description: "Adult" }));
  });

  test("INV-3 on paper it says what goes back, of which invoice, and where the money is", () => {
    e.practice();
    const invoiceId = e.issue([e.line({ taxRatePpm: 88_750 })]);
    e.desk.take(e.home, 9799);
    const { creditNoteId } = make(invoiceId, [4500]);
    expect(readCreditNote(e.desk.cx(), creditNoteId)).toMatchObject({
      creditNoteNumber: "1",
      invoiceNumber: "1",
      lines: [{ description: "Cleaning", patientName: "Rosa Lee", netCents: 4500 }],
      taxCents: 400,
      totalCents: 4900,
      toCreditCents: 4900,
      offInvoiceCents: 0,
      recipient: { name: "Rosa Lee" },
    });
    expect(() => readCreditNote(e.desk.cx(), 99 as CreditNoteId)).toThrow(refusal("credit_note_not_found"));
  });
});
