import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay, toInstant, type Day } from "#domain/calendar.ts";
import { asId, type EntryId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { Books, someDay } from "./books.fixture.ts";
import {
  findBilledHousehold,
  findInvoice,
  findStandingEntry,
  findPayable,
  hasDuesCredited,
  hasLiveCharge,
  listAllocationsOfCredit,
  listAllocationsOfInvoice,
  listAllocationsOfPayment,
  listInvoiceLines,
  listOpenInvoices,
  listSettlements,
} from "./invoices.ts";
import { insertRow } from "./schema.fixture.ts";
import { verify } from "./verify.ts";

let books: Books;
let lee: HouseholdId;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]).householdId;
});
afterEach(() => {
  books.dispose();
});

const day = (text: string): Day => toDay(text);
const nobody = asId<HouseholdId>(999);
const noInvoice = asId<InvoiceId>(999);

describe("INV-1 an invoice", () => {
  test("is read back as written, with its lines in order and the names on them", () => {
    const [rosa] = books.read((db) => db.all<{ id: number }>("select id from patient order by id"));
    const patientId = asId<ReturnType<Books["family"]>["payer"]>(rosa?.id ?? 0);
    const invoiceId = books.invoice(lee, {
      on: day("2026-02-28"),
      dueOn: day("2026-03-30"),
      patientId,
      lines: [
        { netCents: 5000, taxCents: 400, patientId, description: "Cleaning", serviceOn: day("2026-02-27") },
        { netCents: -500, kind: "discount", description: "Kind words" },
      ],
    });
    expect(books.read((db) => findInvoice(db, invoiceId))).toEqual({
      invoiceId,
      number: 1,
      kind: "manual",
      householdId: lee,
      patientId,
      billTo: '["Rosa Lee"]',
      drawOn: null,
      invoicedOn: "2026-02-28",
      issuedAt: "2026-02-28T10:00:00.000Z",
      dueOn: "2026-03-30",
      totalCents: 4900,
      taxCents: 400,
      paidCents: 0,
      creditedCents: 0,
      writtenOffCents: 0,
      refundedCents: 0,
      balanceCents: 4900,
      voidedOn: null,
      voidReason: null,
      termsDays: 0,
      revision: 1,
      lastSentAt: null,
    });
    expect(books.read((db) => listInvoiceLines(db, invoiceId))).toMatchObject([
      { position: 1, kind: "service", patientName: "Rosa Lee", description: "Cleaning", serviceOn: "2026-02-27", netCents: 5000, taxCents: 400 },
      { position: 2, kind: "discount", patientId: null, patientName: "", description: "Kind words", netCents: -500, fromOn: null, toOn: null },
    ]);
  });

  test("that is not there is nothing, has no lines, no entry and no settlements", () => {
    const seen = books.read((db) => [
      findInvoice(db, noInvoice),
      findPayable(db, noInvoice),
      findStandingEntry(db, noInvoice),
      listInvoiceLines(db, noInvoice),
      listSettlements(db, noInvoice),
      hasLiveCharge(db, noInvoice),
      hasDuesCredited(db, noInvoice),
    ]);
    expect(seen).toEqual([undefined, undefined, undefined, [], [], false, false]);
  });

  test("knows the entry that it stands by, not the one that paid or voided it; a void one stands by none", () => {
    const first = books.invoice(lee);
    const second = books.invoice(lee);
    books.void(lee, first);
    expect(books.read((db) => findStandingEntry(db, first))).toBeUndefined();
    const standing = books.read((db) => findStandingEntry(db, second));
    expect(books.read((db) => db.get("select kind, invoice_id as invoice, effective_on as o from entry where id = ?", standing?.id ?? 0))).toEqual({
      kind: "invoice_issued",
      invoice: second,
      o: standing?.effectiveOn,
    });
  });
});

describe("INV-8 what can be paid", () => {
  test("the oldest due first, then the lower number; never what is paid, void, a draft, or another household's", () => {
    const other = books.family(["Ana Ortiz"]).householdId;
    const late = books.invoice(lee, { dueOn: day("2026-04-01"), cents: 100 });
    const early = books.invoice(lee, { dueOn: day("2026-02-01"), cents: 200 });
    const sameDay = books.invoice(lee, { dueOn: day("2026-04-01"), cents: 300 });
    const paid = books.invoice(lee, { dueOn: day("2026-01-01"), cents: 400 });
    books.pay(lee, 400, { applied: [[paid, 400]] });
    books.void(lee, books.invoice(lee, { dueOn: day("2026-01-01") }));
    books.invoice(other, { dueOn: day("2026-01-01") });
    const draft = books.invoice(lee, { dueOn: day("2026-01-01") });
    books.sql("update invoice set issued_at = null where id = ?", draft);
    const open = books.read((db) => listOpenInvoices(db, lee));
    expect(open.map(({ invoiceId }) => invoiceId)).toEqual([early, late, sameDay]);
    expect(open[0]).toEqual({
      invoiceId: early,
      number: 2,
      householdId: lee,
      invoicedOn: someDay,
      dueOn: "2026-02-01",
      balanceCents: 200,
      isOpen: true,
    });
    expect(books.read((db) => [paid, draft, late].map((id) => findPayable(db, id)?.isOpen))).toEqual([false, false, true]);
    expect(books.read((db) => listOpenInvoices(db, nobody))).toEqual([]);
  });

  test("a part payment leaves the rest to be paid", () => {
    const invoiceId = books.invoice(lee, { cents: 1000 });
    books.pay(lee, 300, { applied: [[invoiceId, 300]] });
    expect(books.read((db) => findPayable(db, invoiceId))).toMatchObject({ balanceCents: 700, isOpen: true });
    books.settle(lee, invoiceId, "write_off", 700);
    expect(books.read((db) => findPayable(db, invoiceId))).toMatchObject({ balanceCents: 0, isOpen: false });
  });
});

describe("INV-8 INV-9 settlements", () => {
  test("every one is told with what it was, oldest first, and what was taken back stays in the story", () => {
    const invoiceId = books.invoice(lee, { cents: 1000 });
    const cash = books.pay(lee, 500, { applied: [[invoiceId, 300]] });
    const check = books.pay(lee, 100, { tender: "check", on: day("2026-03-02"), applied: [[invoiceId, 100]] });
    books.settle(lee, invoiceId, "credit", 150);
    books.settle(lee, invoiceId, "credit_note", 50);
    books.settle(lee, invoiceId, "write_off", 25);
    books.takeBack(lee, check, day("2026-03-03"));
    const told = books.read((db) => listSettlements(db, invoiceId));
    const from = (paymentId: number | null, tender: string | null, receiptNumber: number | null, reverses = 0) => ({ paymentId, tender, receiptNumber, reverses });
    expect(told).toEqual([
      { on: "2026-03-01", source: "payment", amountCents: 300, ...from(cash, "cash", 1) },
      { on: "2026-03-02", source: "payment", amountCents: 100, ...from(check, "check", 2) },
      { on: "2026-03-01", source: "credit", amountCents: 150, ...from(null, null, null) },
      { on: "2026-03-01", source: "credit_note", amountCents: 50, ...from(null, null, null) },
      { on: "2026-03-01", source: "write_off", amountCents: 25, ...from(null, null, null) },
      { on: "2026-03-03", source: "payment", amountCents: -100, ...from(check, "check", 2, 1) },
    ]);
    expect(books.read((db) => findInvoice(db, invoiceId))).toMatchObject({
      paidCents: 450,
      creditedCents: 50,
      writtenOffCents: 25,
      balanceCents: 475,
    });
    expect(verify(books.db).breaches).toEqual([]);
  });

  test("only those that stand are live, seen from the invoice, the payment and the credit alike", () => {
    const first = books.invoice(lee, { cents: 1000 });
    const second = books.invoice(lee, { cents: 1000 });
    const kept = books.pay(lee, 500, { applied: [[first, 200], [second, 100]] }); // prettier-ignore
    const gone = books.pay(lee, 50, { applied: [[first, 50]] });
    books.settle(lee, second, "credit", 200);
    books.takeBack(lee, gone);
    const credit = books.read((db) => db.get<{ id: number }>("select id from credit where payment_id = ?", kept)?.id ?? 0);
    const brief = (list: readonly { invoiceId: InvoiceId; source: string; amountCents: number }[]) =>
      list.map(({ invoiceId, source, amountCents }) => [invoiceId, source, amountCents]);
    const seen = books.read((db) => ({
      first: brief(listAllocationsOfInvoice(db, first)),
      second: brief(listAllocationsOfInvoice(db, second)),
      kept: brief(listAllocationsOfPayment(db, kept)),
      gone: brief(listAllocationsOfPayment(db, gone)),
      credit: brief(listAllocationsOfCredit(db, asId(credit))),
    }));
    expect(seen).toEqual({
      first: [[first, "payment", 200]],
      second: [[second, "payment", 100], [second, "credit", 200]], // prettier-ignore
      kept: [[first, "payment", 200], [second, "payment", 100]], // prettier-ignore
      gone: [],
      credit: [[second, "credit", 200]],
    });
  });
});

describe("INV-3 a void invoice", () => {
  test("keeps its number and its reason, and owes nothing", () => {
    const invoiceId = books.invoice(lee, { cents: 900 });
    books.void(lee, invoiceId, day("2026-03-02"));
    expect(books.read((db) => findInvoice(db, invoiceId))).toMatchObject({
      number: 1,
      voidedOn: "2026-03-02",
      voidReason: "mistyped",
      totalCents: 900,
      balanceCents: 0,
    });
    expect(verify(books.db).breaches).toEqual([]);
    const next = books.invoice(lee);
    expect(books.read((db) => findInvoice(db, next)?.number)).toBe(2);
  });
});

test.each([
  ["sent", true],
  ["pending", true],
  ["unknown", true],
  ["succeeded", false],
  ["declined", false],
])("BIL-8 a charge that is %s keeps the invoice waiting: %s", (state, waits) => {
  const invoiceId = books.invoice(lee);
  const other = books.invoice(lee);
  books.write((db) =>
    insertRow(db, "charge_attempt", { invoice_id: invoiceId, state, decline_kind: state === "declined" ? "soft" : null }),
  );
  expect(books.read((db) => [hasLiveCharge(db, invoiceId), hasLiveCharge(db, other)])).toEqual([waits, false]);
});

describe("MEM-12 MEM-13 dues given back", () => {
  const entryOf = (kind: string, over: Parameters<typeof insertRow>[2], invoiceId: InvoiceId): number =>
    books.write<number>((db) => insertRow(db, "entry", { kind, invoice_id: invoiceId, ...over }));

  test.each([
    ["credit_granted", true],
    ["credit_noted", true],
    ["credit_applied", false],
    ["written_off", false],
    ["payment_received", false],
  ])("an entry %s on the invoice counts: %s", (kind, counts) => {
    const invoiceId = books.invoice(lee);
    entryOf(kind, {}, invoiceId);
    expect(books.read((db) => hasDuesCredited(db, invoiceId))).toBe(counts);
    expect(books.read((db) => hasDuesCredited(db, noInvoice))).toBe(false);
  });

  test("not when it was taken back, nor the taking back itself, nor the change of a payment", () => {
    const invoiceId = books.invoice(lee);
    const granted = entryOf("credit_granted", {}, invoiceId);
    entryOf("credit_granted", { reverses_id: granted }, invoiceId);
    entryOf("credit_granted", { payment_id: 1 }, invoiceId);
    expect(books.read((db) => hasDuesCredited(db, invoiceId))).toBe(false);
  });
});

describe("INV-1 whom an invoice is addressed to", () => {
  const address = { line1: "1 Elm St", line2: "Apt 2", city: "Salem", region: "MA", postalCode: "01970", country: "US" };
  const own = { line1: "9 Oak Ave", line2: "", city: "Dover", region: "NH", postalCode: "03820", country: "US" };

  test("the household's address, or the payer's own where the payer has one", () => {
    const ours = books.family(["Rosa Lee"], { address }).householdId;
    const hers = books.family([{ firstName: "Ana", lastName: "Ortiz", ownAddress: own }], { address }).householdId;
    const seen = books.read((db) => [ours, hers].map((id) => findBilledHousehold(db, id)));
    expect(seen).toEqual([
      { name: "Rosa Lee", creditCents: 0, ...address, homeCountry: null },
      { name: "Ana Ortiz", creditCents: 0, ...own, homeCountry: null },
    ]);
  });

  test("another member's own address changes nothing; a household that is not there, or only staged, is nothing", () => {
    const ours = books.family(["Rosa Lee", { firstName: "Ben", lastName: "Lee", ownAddress: own }], { address }).householdId;
    books.write((db) => insertRow(db, "import_batch", { id: 1, state: "staging" }));
    const staged = books.family(["Cy Zak"], { stagedBatchId: asId(1) }).householdId;
    const seen = books.read((db) => [ours, staged, nobody].map((id) => findBilledHousehold(db, id)?.line1));
    expect(seen).toEqual(["1 Elm St", undefined, undefined]);
  });

  test("with its credit and the practice's country", () => {
    books.pay(lee, 750);
    books.write((db) => insertRow(db, "practice", { country: "CA" }));
    expect(books.read((db) => findBilledHousehold(db, lee))).toMatchObject({ creditCents: 750, homeCountry: "CA" });
  });
});

test("F-13 a settlement needs an invoice, and an entry that booked it", () => {
  const invoiceId = books.invoice(lee);
  const at = toInstant("2026-03-01T09:00:00.000Z");
  const add = (invoice: number, entry: number): void => {
    books.sql(
      "insert into allocation (invoice_id, source, amount_cents, effective_on, entry_id, created_at) values (?, 'write_off', 5, ?, ?, ?)",
      invoice,
      someDay,
      entry,
      at,
    );
  };
  expect(() => add(invoiceId, asId<EntryId>(999))).toThrow("FOREIGN KEY");
  expect(() => add(noInvoice, 1)).toThrow("FOREIGN KEY");
  expect(books.read((db) => findInvoice(db, invoiceId)?.balanceCents)).toBe(5000);
});
