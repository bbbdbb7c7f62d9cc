import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { presentReceipt } from "#domain/statements/present-receipt.ts";
import { presentStatement } from "#domain/statements/present-statement.ts";
import { presentInvoice } from "#domain/statements/present-invoice.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { toCents } from "#domain/money.ts";
import { listStatementCandidates } from "./candidates.ts";
import { readInvoiceToPrint } from "./invoice-data.ts";
import { everyDocument, exportDocumentsCsv, listDocuments, requireDocument, type DocumentFilter } from "./list-documents.ts";
import { prepareBatch, prepareStatement } from "./prepare-statements.ts";
import { readReceipt } from "./receipt-data.ts";
import { markBatchSent, recordBatch, recordStatement, unsendBatch } from "./record-statements.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-05")));
afterEach(() => club.dispose());

function member(last: string, address = { line1: "12 Oak Street", city: "Lowell", postal: "01850" }): HouseholdId {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
  club.db.write((w) =>
    w.exec(
      "update household set address_line1 = ?, city = ?, region = 'MA', postal_code = ? where id = ?",
      address.line1,
      address.city,
      address.postal,
      householdId,
    ),
  );
  club.enrol(householdId, [{ patientId: patientIds[0] as never, plan: club.adult }]);
  return householdId;
}

const pay = (householdId: HouseholdId, cents: number) =>
  takeAtDesk(club.cx(), {
    householdId,
    tender: "check",
    amountCents: toCents(cents),
    tenderedCents: null,
    reference: "1042",
    choices: null,
    note: "",
  });

const ask = (householdId: HouseholdId, fromOn: string | null = null) =>
  prepareStatement(club.cx(), { householdId, fromOn: fromOn === null ? null : toDay(fromOn), note: "" });

describe("DOC-4 a statement from the ledger", () => {
  test("DOC-4 it begins after the last zero balance, lists charges and payments, and closes at what is owed", () => {
    const lee = member("Lee");
    club.advanceTo("2026-12-10");
    pay(lee, 1000);
    const data = ask(lee);
    expect(data).toMatchObject({
      fromOn: "2026-12-05",
      openingCents: 0,
      lines: [{ on: "2026-12-05", patientName: "Rosa Lee", chargeCents: 3700, creditCents: 0 }],
      payments: [{ on: "2026-12-10", description: "Check 1042", amountCents: 1000 }],
      closingCents: 2700,
      amountDueCents: 2700,
      aging: { days0to30Cents: 2700, days31to60Cents: 0 },
    });
    expect(() => presentStatement(data)).not.toThrow();
  });

  test("DOC-4 from a chosen day the balance before it is the opening, and an overpayment is shown as credit", () => {
    const lee = member("Lee");
    club.advanceTo("2026-12-05");
    pay(lee, 5000);
    const data = ask(lee, "2026-12-01");
    expect(data).toMatchObject({ openingCents: 0, closingCents: -1300, amountDueCents: 0, unusedCreditCents: 1300 });
    expect(ask(lee, "2026-11-01").openingCents).toBe(0);
    expect(ask(lee, "2026-12-06").openingCents).toBe(-1300);
    expect(() => presentStatement(data)).not.toThrow();
  });

  test("DOC-4 opening, charges, credits and payments always make the closing balance", () => {
    const lee = member("Lee");
    for (let day = 0; day < 200; day += 25) {
      club.advanceTo(addDays(toDay("2026-11-05"), day + 1));
      pay(lee, 900 + day * 20);
    }
    for (const from of [null, "2026-11-01", "2026-12-20", "2027-03-01"]) {
      const data = ask(lee, from);
      const sum = addCents(
        data.openingCents,
        ...data.lines.map((line) => addCents(line.chargeCents, -line.creditCents)),
        ...data.payments.map((payment) => -payment.amountCents),
      );
      expect(sum).toBe(data.closingCents);
    }
    const { balanceCents, creditCents } = club.balance(lee);
    expect(ask(lee).closingCents).toBe(balanceCents - creditCents);
  });

  test("DOC-5 without a street it is refused in words", () => {
    const lee = member("Lee", { line1: "", city: "", postal: "" });
    expect(() => ask(lee)).toThrowError(expect.objectContaining({ code: "no_street_on_file" }));
  });
});

describe("DOC-5 a batch", () => {
  test("DOC-5 open balances in postal order; bad addresses and who paid meanwhile are left out and said", () => {
    const lowell = member("Lee");
    const nashua = member("Ortiz", { line1: "1 Mill Road", city: "Nashua", postal: "03060" });
    const chelmsford = member("Cohen", { line1: "2 Bridge Street", city: "Chelmsford", postal: "01824" });
    const homeless = member("Silva", { line1: "", city: "Lowell", postal: "01850" });
    club.advanceTo("2026-12-05");
    const candidates = listStatementCandidates(club.cx(), { minimumCents: null, notSentDays: 0 });
    expect(candidates.map((row) => [row.householdId, row.problem])).toEqual([
      [chelmsford, ""],
      [lowell, ""],
      [homeless, "No street in the address"],
      [nashua, ""],
    ]);
    expect(listStatementCandidates(club.cx(), { minimumCents: 100_000, notSentDays: 0 })).toEqual([]);
    club.payAll(nashua);
    const batch = prepareBatch(club.cx(), {
      householdIds: [lowell, nashua, chelmsford, homeless],
      fromOn: null,
      note: "Happy new year",
    });
    expect(batch.printed.map((made) => made.householdId)).toEqual([chelmsford, lowell]);
    expect(batch.printed[0]?.data.note).toBe("Happy new year");
    expect(batch.leftOut.map((row) => [row.householdId, row.reason])).toEqual([
      [homeless, "No street in the address"],
      [nashua, "Nothing is owed any more"],
    ]);
    expect(() => prepareBatch(club.cx(), { householdIds: [nashua], fromOn: null, note: "" })).toThrowError(
      expect.objectContaining({ code: "nothing_to_print" }),
    );
  });

  test("DOC-2 DOC-5 what was made is archived with its number, marked as sent, taken back, and not asked for again", () => {
    const lee = member("Lee");
    club.advanceTo("2026-12-05");
    const file = { sha256: "a".repeat(64), bytes: 10, pages: 1 };
    const { printed: statements } = prepareBatch(club.cx(), { householdIds: [lee], fromOn: null, note: "" });
    const { batchId, documentId } = recordBatch(club.cx(), statements, file);
    if (documentId === null) throw new Error("the run is on paper");
    expect(requireDocument(club.cx(), documentId)).toMatchObject({ sha256: file.sha256, kind: "statement_batch" });
    expect(markBatchSent(club.cx(), batchId)).toEqual({ sent: 1 });
    expect(() => markBatchSent(club.cx(), batchId)).toThrowError(expect.objectContaining({ code: "statement_batch_sent" }));
    expect(listStatementCandidates(club.cx(), { minimumCents: null, notSentDays: 20 })).toEqual([]);
    expect(unsendBatch(club.cx(), batchId)).toEqual({ unsent: 1, dropped: 0, gone: 0, inDoubt: 0 });
    expect(() => unsendBatch(club.cx(), batchId)).toThrowError(expect.objectContaining({ code: "statement_batch_not_sent" }));
    expect(() => markBatchSent(club.cx(), 99)).toThrowError(expect.objectContaining({ code: "statement_batch_not_found" }));
    expect(listStatementCandidates(club.cx(), { minimumCents: null, notSentDays: 20 })).toHaveLength(1);
    const [made] = statements;
    if (!made) throw new Error("one statement");
    const single = recordStatement(club.cx(), made, { ...file, sha256: "b".repeat(64) });
    const first = listDocuments(club.cx(), { householdId: null, limit: 1 });
    expect(first.rows).toMatchObject([{ documentId: single.documentId, kind: "statement", title: "Statement 2 for Rosa Lee" }]);
    expect(listDocuments(club.cx(), { householdId: null, limit: 1, after: first.next }).rows).toMatchObject([{ documentId, sentAt: null }]);
    expect(listDocuments(club.cx(), { householdId: lee, limit: 9 }).rows).toHaveLength(1);
    const titles = (filter: Partial<DocumentFilter>, descending = true) =>
      listDocuments(club.cx(), { householdId: null, filter: { ...everyDocument, ...filter }, descending, limit: 9 }).rows.map((row) => row.documentId);
    expect(titles({}, false)).toEqual(titles({}).toReversed());
    expect(titles({ kinds: ["statement"] })).toEqual([single.documentId]);
    expect(titles({ text: "statement 2 FOR" })).toEqual([single.documentId]);
    // What a pattern would take for "anything" is looked for as it stands.
    expect([titles({ text: "%" }), titles({ text: "_" }), titles({ text: "!" })]).toEqual([[], [], []]);
    const { today } = club.cx();
    expect([titles({ from: today, to: today }).length, titles({ to: addDays(today, -1) }), titles({ from: addDays(today, 1) })]).toEqual([titles({}).length, [], []]);
    const csv = exportDocumentsCsv(club.cx(), { ...everyDocument, kinds: ["statement"] }).trim().split("\r\n");
    expect(csv).toEqual([expect.stringContaining("Document,Kind,For,Pages,Made,Sent"), expect.stringMatching(/^"?Statement 2 for Rosa Lee"?,"?Statement/u)]);
    expect(() => requireDocument(club.cx(), 99 as never)).toThrowError(expect.objectContaining({ code: "document_not_found" }));
  });
});

test("DOC-7 INV-9 a receipt keeps dues apart, says the covered period and the next draw, and adds up", () => {
  const lee = member("Lee");
  const payment = club.db.read((r) => r.get<{ id: PaymentId }>("select id from payment order by id limit 1"))?.id;
  if (!payment) throw new Error("the enrolment was paid");
  const { data } = readReceipt(club.cx(), payment);
  expect(data.lines.map((line) => line.kind)).toContain("dues");
  expect(addCents(...data.lines.map((line) => addCents(line.amountCents, line.taxCents)))).toBe(9900 + 3700);
  expect(data.lines.find((line) => line.period)?.period).toEqual({ fromOn: "2026-11-05", throughOn: "2026-12-04" });
  expect(data.nextDraw).toEqual({ on: "2026-12-05", amountCents: 3700 });
  expect(() => presentReceipt(data)).not.toThrow();
  expect(() => readReceipt(club.cx(), 99 as PaymentId)).toThrowError(expect.objectContaining({ code: "payment_not_found" }));
  const invoice = club.invoices(lee)[0]?.invoiceId as InvoiceId;
  expect(() => presentInvoice(readInvoiceToPrint(club.cx(), invoice).data)).not.toThrow();
  expect(() => readInvoiceToPrint(club.cx(), 99 as InvoiceId)).toThrowError(expect.objectContaining({ code: "invoice_not_found" }));
});
