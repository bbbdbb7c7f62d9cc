import type { DocumentKindName } from "#domain/statements/document-kinds.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId, type InvoiceId, type PaymentId, type StatementId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { takeNumber } from "../numbers.ts";
import { insertRow } from "../schema.fixture.ts";
import { findPaymentWords, listAccountEntries, listCharges, listOpenAmounts } from "./ledger-lines.ts";
import { findReceipt, listReceiptLines } from "./receipt-lines.ts";
import { findBatch, findDocument, insertBatch, insertDocument, insertStatement, listCandidates, listDocuments, markBatch, markInvoicesSent, type DocumentQuery } from "./records.ts";

let books: Books;
let lee: Family;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
});
afterEach(() => books.dispose());

const day = (text: string): Day => toDay(text);
const sentAt = toInstant("2026-03-05T10:00:00.000Z");

const asked = (over: Partial<DocumentQuery>): DocumentQuery => ({ householdId: null, kinds: [], text: "", fromAt: null, beforeAt: null, ...over });
const documentOf = (kind: DocumentKindName, householdId: HouseholdId | null = null, title: string = kind): DocumentId =>
  books.write<DocumentId>((db) => insertDocument(db, { kind, householdId, title, sha256: "a".repeat(64), bytes: 10, pages: 2, createdBy: null, createdAt: someAt }));

function batchOf(households: readonly HouseholdId[], asOfOn: Day = someDay): { batchId: number; documentId: DocumentId } {
  const documentId = documentOf("statement_batch");
  return books.write<{ batchId: number; documentId: DocumentId }>((db) => {
    const batchId = insertBatch(db, { asOfOn, fromOn: addDays(asOfOn, -90), documentId, createdBy: null, createdAt: someAt });
    for (const householdId of households)
      insertStatement(db, { number: takeNumber(db, "statement"), householdId, batchId, documentId, asOfOn, fromOn: addDays(asOfOn, -90), closingCents: toCents(1), createdAt: someAt });
    return { batchId, documentId };
  });
}

const statementOf = (householdId: HouseholdId, asOfOn: Day, documentId: DocumentId): StatementId =>
  books.write<StatementId>((db) =>
    insertStatement(db, { number: takeNumber(db, "statement"), householdId, batchId: null, documentId, asOfOn, fromOn: asOfOn, closingCents: toCents(5), createdAt: someAt }),
  );

describe("DOC-2 documents", () => {
  test("are kept with the hash they are found by; one that is not there is nothing", () => {
    const id = documentOf("receipt", lee.householdId, "Receipt 1");
    expect(books.read((db) => [findDocument(db, id), findDocument(db, asId<DocumentId>(99))])).toEqual([
      { title: "Receipt 1", sha256: "a".repeat(64), kind: "receipt", householdId: lee.householdId },
      undefined,
    ]);
  });

  test("are listed newest first, for the practice or one household, page by page", () => {
    const ortiz = books.family(["Ana Ortiz"]).householdId;
    const made = [lee.householdId, ortiz, null, lee.householdId].map((household, n) => documentOf("statement", household, `D${n}`));
    const list = (household: HouseholdId | null, before = 1e9, limit = 10) => books.read((db) => listDocuments(db, asked({ householdId: household }), { afterId: before, descending: true, limit }).map(({ documentId }) => documentId));
    expect(list(null)).toEqual([...made].toReversed());
    expect(list(lee.householdId)).toEqual([made[3], made[0]]);
    expect(list(null, made[2], 1)).toEqual([made[1]]);
    expect(list(null, made[0])).toEqual([]);
  });

  test("say when they were sent: a run by its own mark, a single statement by its own", () => {
    const { batchId, documentId } = batchOf([lee.householdId]);
    const single = documentOf("statement", lee.householdId);
    const statementId = statementOf(lee.householdId, someDay, single);
    const other = documentOf("calibration");
    const rows = () => books.read((db) => listDocuments(db, asked({}), { afterId: null, descending: true, limit: 10 }));
    expect(rows().map((row) => [row.documentId, row.payerName, row.batchId, row.statementId, row.sentAt])).toEqual([
      [other, "", null, null, null],
      [single, "Rosa Lee", null, statementId, null],
      [documentId, "", batchId, null, null],
    ]);
    books.write((db) => markBatch(db, batchId, sentAt, null));
    books.sql("update statement set sent_at = ? where id = ?", someAt, statementId);
    expect(rows().map((row) => row.sentAt)).toEqual([null, someAt, sentAt]);
    expect(rows()).toHaveLength(3);
  });
});

describe("DOC-5 a run marked as sent", () => {
  test("with all its statements and no others, and the mark taken away again", () => {
    const other = batchOf([lee.householdId]);
    const { batchId } = batchOf([lee.householdId, books.family(["Ana Ortiz"]).householdId]);
    const state = (id: number) => books.read((db) => findBatch(db, id)?.state);
    const sent = () => books.read((db) => db.all<{ sent_at: string | null; unsent_at: string | null }>("select sent_at, unsent_at from statement where batch_id = ?", batchId));
    expect([state(batchId), books.read((db) => findBatch(db, 99))]).toEqual(["made", undefined]);
    expect(books.write<number>((db) => markBatch(db, batchId, sentAt, null))).toBe(2);
    expect([state(batchId), state(other.batchId)]).toEqual(["sent", "made"]);
    expect(sent()).toEqual([{ sent_at: sentAt, unsent_at: null }, { sent_at: sentAt, unsent_at: null }]); // prettier-ignore
    expect(books.write<number>((db) => markBatch(db, batchId, null, someAt))).toBe(2);
    expect([state(batchId), sent()[0]]).toEqual(["unsent", { sent_at: null, unsent_at: someAt }]);
  });

  test("marks the open invoices that were on it, and none made after its day", () => {
    const invoices: Record<string, InvoiceId> = {
      before: books.invoice(lee.householdId, { on: day("2026-02-01") }),
      onTheDay: books.invoice(lee.householdId, { on: someDay }),
      after: books.invoice(lee.householdId, { on: addDays(someDay, 1) }),
      paid: books.invoice(lee.householdId, { on: day("2026-02-01"), cents: 100 }),
      void: books.invoice(lee.householdId, { on: day("2026-02-01") }),
      draft: books.invoice(lee.householdId, { on: day("2026-02-01") }),
      others: books.invoice(books.family(["Ana Ortiz"]).householdId, { on: day("2026-02-01") }),
    };
    books.pay(lee.householdId, 100, { applied: [[invoices["paid"] ?? asId(0), 100]] });
    books.void(lee.householdId, invoices["void"] ?? asId(0));
    books.sql("update invoice set issued_at = null where id = ?", invoices["draft"] ?? 0);
    const { batchId } = batchOf([lee.householdId]);
    books.write((db) => markInvoicesSent(db, batchId, sentAt));
    const marked = books.read((db) => db.all<{ id: number }>("select id from invoice where last_sent_at = ? and last_channel = 'print' order by id", sentAt));
    expect(marked.map(({ id }) => id)).toEqual([invoices["before"], invoices["onTheDay"]]);
  });
});

describe("DOC-4 who could get a statement", () => {
  const at = (postalCode: string, city: string, country = "US") => ({ address: { line1: "1 Elm", line2: "", city, region: "MA", postalCode, country } });
  const owes = (name: string, cents: number, postal = at("01970", "Salem")): HouseholdId => {
    const { householdId } = books.family([name], postal);
    if (cents > 0) books.invoice(householdId, { cents });
    return householdId;
  };
  const names = (minimum = 0) => books.read((db) => listCandidates(db, minimum).map(({ payerName }) => payerName));

  test("households that owe the minimum after their credit, never those that owe nothing", () => {
    owes("Nobody Owes", 0);
    owes("Five Hundred", 500);
    const credited = owes("Credit Left", 600);
    books.pay(credited, 200);
    owes("One Cent", 1);
    expect(names(500)).toEqual(["Five Hundred"]);
    expect(names(400)).toEqual(["Credit Left", "Five Hundred"]);
    expect(names(0)).toEqual(["Credit Left", "Five Hundred", "One Cent"]);
    expect(names(-50)).toEqual(names(0));
  });

  test("in postal order: country, code, town, name", () => {
    for (const [name, postal] of [
      ["Zed B", at("02000", "Boston")],
      ["Ann C", at("01970", "Salem", "CA")],
      ["Zoe A", at("01970", "Salem")],
      ["Abe D", at("01970", "Salem")],
      ["Bob E", at("01970", "Dover")],
    ] as const) owes(name, 900, postal);
    expect(names()).toEqual(["Ann C", "Bob E", "Abe D", "Zoe A", "Zed B"]);
  });

  test("with the payer's own address, the oldest open day, the last statement that stands, and the status of the payer", () => {
    const own = { line1: "9 Oak", line2: "", city: "Dover", region: "NH", postalCode: "03820", country: "US" };
    const { householdId, payer } = books.family([{ firstName: "Ana", lastName: "Ortiz", ownAddress: own, status: "inactive" }], at("01970", "Salem"));
    books.invoice(householdId, { cents: 700, dueOn: day("2026-02-20") });
    books.invoice(householdId, { cents: 200, dueOn: day("2026-02-10") });
    const paid = books.invoice(householdId, { cents: 50, dueOn: day("2026-01-01") });
    books.pay(householdId, 50, { applied: [[paid, 50]] });
    const documentId = documentOf("statement", householdId);
    statementOf(householdId, day("2026-01-31"), documentId);
    const undone = statementOf(householdId, day("2026-02-28"), documentId);
    books.sql("update statement set unsent_at = ? where id = ?", someAt, undone);
    expect(books.read((db) => listCandidates(db, 0))).toEqual([
      {
        householdId,
        payerName: "Ana Ortiz",
        patientId: payer,
        payerStatus: "inactive",
        line1: "9 Oak",
        line2: "",
        city: "Dover",
        region: "NH",
        postalCode: "03820",
        country: "US",
        balanceCents: 900,
        channel: "print",
        oldestDueOn: "2026-02-10",
        lastStatementOn: "2026-01-31",
      },
    ]);
  });

  test("not while its import is under way", () => {
    const household = owes("Cy Zak", 900);
    books.write((db) => insertRow(db, "import_batch", { id: 1, state: "staging" }));
    books.sql("update household set staged_batch_id = 1 where id = ?", household);
    expect(names()).toEqual([]);
  });
});

describe("DOC-2 the account as a statement tells it", () => {
  test("every entry that changed what is owed, by its day, with what it changed for the payer", () => {
    const first = books.invoice(lee.householdId, { cents: 1000, on: day("2026-02-01") });
    const late = books.invoice(lee.householdId, { cents: 500, on: day("2026-03-10") });
    const payment = books.pay(lee.householdId, 1200, { on: day("2026-02-15"), applied: [[first, 1000]] });
    books.settle(lee.householdId, late, "credit", 200, day("2026-03-11"));
    books.settle(lee.householdId, late, "write_off", 50, day("2026-03-12"));
    books.invoice(books.family(["Ana Ortiz"]).householdId);
    const told = (through: string) => books.read((db) => listAccountEntries(db, lee.householdId, day(through)).map((one) => [one.kind, one.on, one.netCents]));
    expect(told("2026-03-31")).toEqual([
      ["invoice_issued", "2026-02-01", 1000],
      ["payment_received", "2026-02-15", -1200],
      ["invoice_issued", "2026-03-10", 500],
      // The use of credit moves money the household had already: nothing changes for the payer.
      ["written_off", "2026-03-12", -50],
    ]);
    expect(told("2026-02-15")).toHaveLength(2);
    expect(told("2026-01-31")).toEqual([]);
    const balance = books.read((db) => db.get<{ net: number }>("select balance_cents - credit_cents as net from household where id = ?", lee.householdId));
    const sum = books.read((db) => listAccountEntries(db, lee.householdId, day("2199-12-31"))).reduce((cents, one) => cents + one.netCents, 0);
    expect(sum).toBe(balance?.net);
    expect(books.read((db) => [findPaymentWords(db, payment), findPaymentWords(db, 99)])).toEqual([{ receiptNumber: 1, tender: "cash", reference: "" }, undefined]);
  });

  test("the charges of an invoice line by line, with tax and the name where there is one", () => {
    const invoiceId = books.invoice(lee.householdId, {
      lines: [
        { netCents: 1000, taxCents: 80, patientId: lee.payer, description: "Cleaning" },
        { netCents: -100, kind: "discount", description: "Discount" },
      ],
    });
    expect(books.read((db) => listCharges(db, invoiceId))).toEqual([
      { patientName: "Rosa Lee", description: "Cleaning", cents: 1080 },
      { patientName: null, description: "Discount", cents: -100 },
    ]);
  });

  test("INV-11 what is open, by due day; nothing paid, void or in draft", () => {
    books.invoice(lee.householdId, { cents: 900, dueOn: day("2026-03-01") });
    const part = books.invoice(lee.householdId, { cents: 500, dueOn: day("2026-02-01") });
    books.pay(lee.householdId, 100, { applied: [[part, 100]] });
    books.void(lee.householdId, books.invoice(lee.householdId));
    books.sql("update invoice set issued_at = null where id = ?", books.invoice(lee.householdId));
    const open = books.read((db) => listOpenAmounts(db, lee.householdId));
    expect(open.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))).toEqual([{ dueOn: "2026-02-01", cents: 400 }, { dueOn: "2026-03-01", cents: 900 }]); // prettier-ignore
  });
});

describe("DOC-2 a receipt", () => {
  test("F-10 says the balance right after it, and says the same when printed again later", () => {
    const first = books.invoice(lee.householdId, { cents: 1000 });
    const paymentId = books.pay(lee.householdId, 700, { applied: [[first, 600]], tender: "check", reference: "12" });
    const receipt = () => books.read((db) => findReceipt(db, paymentId));
    const expected = { receiptNumber: 1, householdId: lee.householdId, tender: "check", reference: "12", amountCents: 700, changeCents: 0, receivedOn: "2026-03-01", reversedOn: null, balanceAfterCents: 300 };
    expect(receipt()).toEqual(expected);
    books.invoice(lee.householdId, { cents: 5000 });
    books.pay(lee.householdId, 50);
    expect(receipt()).toEqual(expected);
    books.takeBack(lee.householdId, paymentId, day("2026-03-02"));
    expect(receipt()).toEqual({ ...expected, reversedOn: "2026-03-02" });
    expect(books.read((db) => findReceipt(db, asId<PaymentId>(99)))).toBeUndefined();
  });

  test("lists the lines of what it paid, invoice by invoice, as they were when it was taken", () => {
    const plan = books.plan();
    const membershipId = books.membership(lee.householdId, lee.payer, plan);
    const dues = books.invoice(lee.householdId, {
      lines: [
        { kind: "dues", netCents: 3700, membershipId, patientId: lee.payer, description: "Adult", from: day("2026-03-01"), to: day("2026-04-01") },
        { kind: "fee", netCents: 300, taxCents: 24, description: "Fee" },
      ],
    });
    const other = books.invoice(lee.householdId, { cents: 100 });
    const paymentId = books.pay(lee.householdId, 4124, { applied: [[other, 100], [dues, 4024]] }); // prettier-ignore
    const lines = () => books.read((db) => listReceiptLines(db, paymentId));
    expect(lines().map((line) => [line.invoiceId, line.allocatedCents, line.totalCents, line.kind, line.patientName, line.netCents + line.taxCents, line.fromOn, line.toOn])).toEqual([
      [other, 100, 100, "service", null, 100, null, null],
      [dues, 4024, 4024, "dues", "Rosa Lee", 3700, "2026-03-01", "2026-04-01"],
      [dues, 4024, 4024, "fee", null, 324, null, null],
    ]);
    const before = lines();
    books.takeBack(lee.householdId, paymentId);
    expect(lines()).toEqual(before);
  });
});
