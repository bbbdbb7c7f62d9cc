import { afterEach, beforeEach, expect, test } from "vitest";
import { asId, type HouseholdId, type InvoiceId, type PatientId } from "#domain/identity.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { breachesOfMoney, deskDay, openDesk, type Desk } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { applyCredit } from "./apply-credit.ts";
import { creditUnusedDues } from "./credit-dues.ts";
import { voidAtDesk } from "./void.ts";
import { writeOffInvoice } from "./write-off.ts";

let desk: Desk;
let householdId: HouseholdId;
let patientId: PatientId;
beforeEach(() => {
  desk = openDesk();
  ({ householdId, patientId } = desk.household("Rosa", "Lee"));
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
  desk.dispose();
});

const reason = "Typed twice";

function invoice(id: InvoiceId) {
  return desk.db.read((r) =>
    r.get("select number, paid_cents, balance_cents, written_off_cents, voided_on from invoice where id = ?", id),
  );
}

function ledger(account: string): number {
  const row = desk.db.read((r) =>
    r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account),
  );
  return row?.cents ?? Number.NaN;
}

test("INV-3 a void invoice keeps its number, owes nothing and leaves no revenue", () => {
  const { invoiceId } = desk.issue(householdId, 6200);
  voidAtDesk(desk.cx(), { invoiceId, reason });
  expect(invoice(invoiceId)).toMatchObject({ number: 1, balance_cents: 0, voided_on: "2026-11-22" });
  expect([ledger("receivable"), ledger("revenue_services")]).toEqual([0, 0]);
  expect(desk.issue(householdId, 100).number).toBe(2);
});

test("F-10 a void is a reversal of the entry that issued it, on the day of the void", () => {
  const { invoiceId } = desk.issue(householdId, 6200, { today: "2026-10-01" });
  voidAtDesk(desk.cx(), { invoiceId, reason });
  const rows = desk.db.read((r) =>
    r.all("select kind, effective_on, reverses_id, memo from entry where invoice_id = ? order by id", invoiceId),
  );
  expect(rows).toMatchObject([
    { kind: "invoice_issued", effective_on: "2026-10-01", reverses_id: null },
    { kind: "invoice_voided", effective_on: "2026-11-22", reverses_id: 1, memo: "Invoice 1 void: Typed twice" },
  ]);
});

test("INV-3 payments on a void invoice come back as household credit, still tied to their receipt", () => {
  const { invoiceId } = desk.issue(householdId, 6200);
  desk.take(householdId, 4000);
  voidAtDesk(desk.cx(), { invoiceId, reason });
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 4000 });
  expect(desk.db.read((r) => r.all("select origin, payment_id, left_cents from credit"))).toEqual([
    { origin: "overpayment", payment_id: 1, left_cents: 4000 },
  ]);
});

test("INV-3 credit used on a void invoice comes back as the credit it was", () => {
  desk.take(householdId, 5000);
  const { invoiceId } = desk.issue(householdId, 3700);
  voidAtDesk(desk.cx(), { invoiceId, reason });
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 5000 });
  expect(desk.db.read((r) => r.all("select amount_cents, left_cents from credit"))).toEqual([
    { amount_cents: 5000, left_cents: 5000 },
  ]);
});

test("INV-3 an invoice is voided once, and an unknown one not at all", () => {
  const { invoiceId } = desk.issue(householdId, 6200);
  voidAtDesk(desk.cx(), { invoiceId, reason });
  expect(() => voidAtDesk(desk.cx(), { invoiceId, reason })).toThrow("invoice_already_void");
  expect(() => voidAtDesk(desk.cx(), { invoiceId: asId<InvoiceId>(77), reason })).toThrow("invoice_not_found");
});

test("BIL-8 an invoice with a charge on its way is not voided", () => {
  const { invoiceId } = desk.issue(householdId, 6200);
  desk.db.write((w) => {
    w.exec(
      "insert into card (household_id, token, brand, last4, expires_month, expires_year, added_at) values (?, 't', 'visa', '4242', 1, 2030, ?)",
      householdId,
      "2026-11-01T00:00:00.000Z",
    );
    w.exec(
      "insert into charge_attempt (id, invoice_id, card_id, amount_cents, ordinal, state, sent_at) values ('a', ?, 1, 6200, 1, 'unknown', ?)",
      invoiceId,
      "2026-11-01T00:00:00.000Z",
    );
  });
  expect(() => voidAtDesk(desk.cx(), { invoiceId, reason })).toThrow("invoice_charge_unresolved");
});

test("INV-3 a void draw may be made again, and its periods stay billed until somebody decides", () => {
  const draw = { kind: "draw", drawOn: toDay("2026-11-05") } as const;
  const { invoiceId } = desk.issue(householdId, 3700, draw);
  voidAtDesk(desk.cx(), { invoiceId, reason });
  expect(desk.issue(householdId, 3700, draw).number).toBe(2);
});

test("F-15 a void that is asked for twice with one request id happens once", () => {
  const { invoiceId } = desk.issue(householdId, 6200);
  const cx = desk.cx(deskDay, { id: "4f9f0d1e-0001-4000-8000-000000000002", operation: "invoices.void" });
  expect([voidAtDesk(cx, { invoiceId, reason }), voidAtDesk(cx, { invoiceId, reason })]).toEqual([
    { invoiceId },
    { invoiceId },
  ]);
});

test("INV-9 a payment of today is taken back: receipt and invoice stay, the money is gone", () => {
  const { invoiceId } = desk.issue(householdId, 6200);
  const { paymentId } = desk.take(householdId, 7000);
  reverseAtDesk(desk.cx(), { paymentId, reason });
  expect(invoice(invoiceId)).toMatchObject({ paid_cents: 0, balance_cents: 6200 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 6200, creditCents: 0 });
  expect(ledger("cash_drawer")).toBe(0);
  expect(desk.take(householdId, 100).receiptNumber).toBe(2);
});

test("INV-9 its credit leaves the invoices it was used on meanwhile", () => {
  const { paymentId } = desk.take(householdId, 5000);
  const { invoiceId } = desk.issue(householdId, 3700);
  reverseAtDesk(desk.cx(), { paymentId, reason });
  expect(invoice(invoiceId)).toMatchObject({ paid_cents: 0, balance_cents: 3700 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 3700, creditCents: 0 });
});

test("INV-9 also after its invoice was voided and the money had become credit", () => {
  const first = desk.issue(householdId, 6000);
  const { paymentId } = desk.take(householdId, 10_000);
  const second = desk.issue(householdId, 4500);
  voidAtDesk(desk.cx(), { invoiceId: first.invoiceId, reason });
  applyCredit(desk.cx(), { invoiceId: second.invoiceId });
  reverseAtDesk(desk.cx(), { paymentId, reason });
  expect(invoice(second.invoiceId)).toMatchObject({ paid_cents: 0, balance_cents: 4500 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 4500, creditCents: 0 });
  expect(ledger("cash_drawer")).toBe(0);
});

test("INV-9 a payment of yesterday, one taken back and one partly refunded are refused", () => {
  const yesterday = desk.take(householdId, 100, { today: "2026-11-21" });
  const again = desk.take(householdId, 200);
  const refunded = desk.take(householdId, 300);
  reverseAtDesk(desk.cx(), { paymentId: again.paymentId, reason });
  desk.db.write((w) => w.exec("update payment set refunded_cents = 1 where id = ?", refunded.paymentId));
  const reverse = (paymentId: typeof again.paymentId) => () => reverseAtDesk(desk.cx(), { paymentId, reason });
  expect(reverse(yesterday.paymentId)).toThrow("payment_not_same_day");
  expect(reverse(again.paymentId)).toThrow("payment_already_reversed");
  expect(reverse(refunded.paymentId)).toThrow("payment_already_refunded");
});

test("INV-8 credit is put on the invoice a person chooses, up to what is owed", () => {
  const old = desk.issue(householdId, 1000, { today: "2026-10-01" });
  const chosen = desk.issue(householdId, 2000);
  desk.take(householdId, 2500, { choices: [] });
  expect(applyCredit(desk.cx(), { invoiceId: chosen.invoiceId })).toEqual({ appliedCents: 2000 });
  expect(invoice(old.invoiceId)).toMatchObject({ balance_cents: 1000 });
  expect(() => applyCredit(desk.cx(), { invoiceId: chosen.invoiceId })).toThrow("invoice_not_open");
  applyCredit(desk.cx(), { invoiceId: old.invoiceId });
  expect(() => applyCredit(desk.cx(), { invoiceId: old.invoiceId })).toThrow("no_household_credit");
});

test("INV-10 a write-off takes what is owed off the invoice, never more", () => {
  const { invoiceId } = desk.issue(householdId, 3700);
  desk.take(householdId, 1000);
  const writeOff = (cents: number) =>
    desk.db.write((w) => writeOffInvoice(desk.cx(), w, { invoiceId, amountCents: toCents(cents), reason: "Membership lapsed" }));
  expect(() => writeOff(2701)).toThrow("write_off_too_much");
  writeOff(2700);
  expect(invoice(invoiceId)).toMatchObject({ written_off_cents: 2700, balance_cents: 0 });
  expect([ledger("write_off"), ledger("receivable")]).toEqual([2700, 0]);
  expect(() => writeOff(1)).toThrow("invoice_not_open");
});

test("INV-3 voiding a written-off invoice takes the write-off back too", () => {
  const { invoiceId } = desk.issue(householdId, 3700);
  desk.db.write((w) => writeOffInvoice(desk.cx(), w, { invoiceId, amountCents: toCents(3700), reason }));
  voidAtDesk(desk.cx(), { invoiceId, reason });
  expect([ledger("write_off"), ledger("revenue_services"), ledger("receivable")]).toEqual([0, 0, 0]);
});

test("MEM-12 unused dues come off the unpaid part of their invoice first, the rest becomes credit", () => {
  const { invoiceId } = desk.issue(householdId, 3700);
  desk.take(householdId, 3000);
  const credited = desk.db.write((w) =>
    creditUnusedDues(desk.cx(), w, {
      householdId,
      patientId,
      invoiceId,
      cents: toCents(1910),
      effectiveOn: deskDay,
      memo: "Unused days",
    }),
  );
  expect(credited).toEqual({ offInvoiceCents: 700, toCreditCents: 1210 });
  expect(desk.money(householdId)).toEqual({ balanceCents: 0, creditCents: 1210 });
  expect(() => voidAtDesk(desk.cx(), { invoiceId, reason })).toThrow("invoice_already_credited");
});
