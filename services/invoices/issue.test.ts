import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { breachesOfMoney, deskDay, openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
  desk.dispose();
});

function invoice(id: InvoiceId) {
  return desk.db.read((r) => r.get<Record<string, unknown>>("select * from invoice where id = ?", id));
}

test("F-14 invoices are numbered in one series without gaps, and a refused one takes no number", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  expect(desk.issue(householdId, 6200).number).toBe(1);
  expect(() => desk.issue(householdId, -1)).toThrow();
  expect(() => desk.issue(householdId, 2_000_000_000)).toThrow("invoice_too_large");
  expect(desk.issue(householdId, 100).number).toBe(2);
});

test("INV-1 an invoice keeps who was billed and where, whatever changes later", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  const { invoiceId } = desk.issue(householdId, 6200);
  desk.db.write((w) => w.exec("update household set name = 'Rosa Ortiz', city = 'Salem'"));
  expect(invoice(invoiceId)).toMatchObject({ bill_to: '["Rosa Lee","12 Oak St","Lowell, MA 01850"]' });
});

test("INV-1 an invoice keeps its lines in order, each with tax and the facts of its amount", () => {
  const { householdId, patientId } = desk.household("Rosa", "Lee");
  const issued = desk.issue(householdId, 0, {
    lines: [
      serviceLine(deskDay, 9000, { patientId, taxRatePpm: 88_750 }),
      serviceLine(deskDay, 500, { kind: "product", quantity: 3, description: "Floss" }),
    ],
  });
  expect(issued).toMatchObject({ totalCents: 11_299, balanceCents: 11_299, creditUsedCents: 0 });
  const lines = desk.db.read((r) =>
    r.all<Record<string, unknown>>("select * from invoice_line where invoice_id = ? order by position", issued.invoiceId),
  );
  expect(lines.map((line) => line.id)).toEqual(issued.lineIds);
  expect(lines[0]).toMatchObject({ net_cents: 9000, tax_cents: 799, patient_id: patientId });
  expect(lines[1]).toMatchObject({ position: 2, net_cents: 1500, description: "Floss" });
  expect(JSON.parse(String(lines[0]?.explain))).toEqual({ kind: "typed", quantity: 1, unitCents: 9000 });
});

test("F-10 an invoice is booked on its own day, however late it is made", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  const { invoiceId } = desk.issue(householdId, 3700, {
    kind: "draw",
    drawOn: toDay("2026-10-31"),
    invoicedOn: toDay("2026-10-31"),
    dueOn: toDay("2026-10-31"),
  });
  const entry = desk.db.read((r) =>
    r.get("select effective_on, entered_at, memo from entry where invoice_id = ?", invoiceId),
  );
  expect(entry).toEqual({
    effective_on: "2026-10-31",
    entered_at: "2026-11-22T15:00:00.000Z",
    memo: "Invoice 1",
  });
});

test("F-13 a household's draw of one day is billed once, in the database itself", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  const draw = { kind: "draw", drawOn: toDay("2026-11-05") } as const;
  desk.issue(householdId, 3700, draw);
  expect(() => desk.issue(householdId, 3700, draw)).toThrow("UNIQUE");
  desk.issue(householdId, 3700, { ...draw, drawSeq: 1 });
});

test("INV-8 credit is used by itself on the oldest open invoice first", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  const older = desk.issue(householdId, 2000, { today: "2026-10-01" });
  desk.take(householdId, 3000, { today: "2026-10-02" });
  // 20.00 paid the older one; of the 10.00 credit 6.00 go to the next, 4.00 stay for the one after.
  const next = desk.issue(householdId, 600, { today: "2026-11-01" });
  const last = desk.issue(householdId, 700, { today: "2026-11-02" });
  expect(invoice(older.invoiceId)).toMatchObject({ balance_cents: 0 });
  expect(next).toMatchObject({ creditUsedCents: 600, balanceCents: 0 });
  expect(last).toMatchObject({ creditUsedCents: 400, balanceCents: 300 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 300, creditCents: 0 });
});

test("INV-8 credit goes to an older open invoice before the new one", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  const old = desk.issue(householdId, 1000, { today: "2026-10-01" });
  desk.take(householdId, 400, { choices: [], today: "2026-10-02" });
  const fresh = desk.issue(householdId, 500, { today: "2026-11-01" });
  expect(fresh).toMatchObject({ creditUsedCents: 0, balanceCents: 500 });
  expect(invoice(old.invoiceId)).toMatchObject({ paid_cents: 400, balance_cents: 600 });
});

test("INV-8 a draw that credit pays whole is an invoice over the full amount with nothing left to pay", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  desk.take(householdId, 5000);
  const draw = desk.issue(householdId, 3700, { kind: "draw", drawOn: deskDay });
  expect(draw).toMatchObject({ totalCents: 3700, creditUsedCents: 3700, balanceCents: 0 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 1300 });
});

test("INV-8 credit settles nothing before the day it was given, also when a missed draw is caught up", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  desk.take(householdId, 1000, { today: "2026-11-20" });
  const { invoiceId } = desk.issue(householdId, 1000, { invoicedOn: toDay("2026-09-05"), dueOn: toDay("2026-09-05") });
  const rows = desk.db.read((r) => r.all("select effective_on from allocation where invoice_id = ?", invoiceId));
  expect(rows).toEqual([{ effective_on: "2026-11-20" }]);
});

test("INV-1 an invoice over nothing is issued with a number and is paid", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  desk.take(householdId, 1000);
  expect(desk.issue(householdId, 0)).toMatchObject({ number: 1, totalCents: 0, creditUsedCents: 0 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 1000 });
});

test("F-11 issuing leaves one audit record and tells the windows what changed", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  const topics: string[] = [];
  desk.db.onCommit((changed) => topics.push(...changed));
  const { invoiceId } = desk.issue(householdId, toCents(100));
  expect(topics.toSorted()).toEqual([`household/${householdId}`, `invoice/${invoiceId}`, "invoices"].toSorted());
  const audits = desk.db.read((r) => r.all("select action, subject from audit"));
  expect(audits).toEqual([{ action: "invoice.issued", subject: `invoice/${invoiceId}` }]);
});

test("F-17 a household that is not there is refused and nothing is kept", () => {
  expect(() => desk.issue(asId<HouseholdId>(99), 100)).toThrow("payment_household_not_found");
  expect(desk.db.read((r) => r.get("select count(*) as n from invoice"))).toEqual({ n: 0 });
});
