import { afterEach, beforeEach, expect, test } from "vitest";
import { insertPractice } from "#db/practice.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { addCents, toCents } from "#domain/money.ts";
import { deskDay, openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { readInvoiceToPrint } from "./invoice-data.ts";
import { readReceipt } from "./receipt-data.ts";

let desk: Desk;
let householdId: HouseholdId;
let patientId: PatientId;
beforeEach(() => {
  desk = openDesk();
  ({ householdId, patientId } = desk.household("Rosa", "Lee"));
  desk.db.write((w) =>
    insertPractice(w, {
      name: "Elm Street Dental",
      kind: "live",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      phone: "978-555-0100",
      lineage_id: "l",
      epoch: 1,
      computer_id: "c",
      created_at: "2026-01-01T00:00:00.000Z",
    }),
  );
});
afterEach(() => desk.dispose());

const dues = (cents: number) =>
  serviceLine(deskDay, cents, {
    kind: "dues",
    description: "Adult plan",
    fromOn: toDay("2026-11-05"),
    toOn: toDay("2026-12-05"),
    patientId,
  });

test("DOC-7 a receipt keeps dues and services apart and adds up to what was paid", () => {
  desk.issue(householdId, 0, { lines: [dues(3700), serviceLine(deskDay, 9000, { taxRatePpm: 88_750, patientId })] });
  const { paymentId } = desk.take(householdId, 15_000, { tender: "check", reference: "1042" });
  const { data } = readReceipt(desk.cx(), paymentId);
  expect(data.lines).toMatchObject([
    { kind: "dues", amountCents: 3700, taxCents: 0, period: { throughOn: "2026-12-04" } },
    { kind: "service", amountCents: 9000, taxCents: 799, period: null },
  ]);
  expect(data).toMatchObject({
    toCreditCents: 1501,
    balanceAfterCents: -1501,
    tenders: [{ label: "Check", reference: "1042", amountCents: 15_000 }],
  });
});

test("PKG-8 what is paid for a package is a prepayment on the receipt, and no service", () => {
  desk.issue(householdId, 0, { lines: [serviceLine(deskDay, 50_000, { kind: "package", description: "Prepayment: Four whitenings (not a receipt for services)", patientId })] });
  const { paymentId } = desk.take(householdId, 50_000, { tender: "cash" });
  expect(readReceipt(desk.cx(), paymentId).data.lines).toMatchObject([{ kind: "prepaid", amountCents: 50_000, description: "Prepayment: Four whitenings (not a receipt for services)" }]);
});

test("DOC-7 a part payment of an invoice with a discount line still adds up", () => {
  desk.issue(householdId, 0, {
    lines: [dues(3700), serviceLine(deskDay, -700, { kind: "discount", description: "Coupon" })],
  });
  const { paymentId } = desk.take(householdId, 1000);
  const { data } = readReceipt(desk.cx(), paymentId);
  expect(addCents(...data.lines.map((line) => line.amountCents + line.taxCents))).toBe(1000);
  expect(data.lines[0]?.description).toBe("Adult plan (part payment)");
});

test("F-10 a reprint says the balance as it was right after the payment", () => {
  desk.issue(householdId, 3700);
  const { paymentId } = desk.take(householdId, 1000);
  desk.take(householdId, 2700);
  expect(readReceipt(desk.cx(), paymentId).data.balanceAfterCents).toBe(2700);
});

test("INV-9 a payment that was taken back has no receipt to print", () => {
  const { paymentId } = desk.take(householdId, 1000);
  reverseAtDesk(desk.cx(), { paymentId, reason: "Mistake" });
  expect(() => readReceipt(desk.cx(), paymentId)).toThrow("receipt_taken_back");
});

test("INV-1 an invoice is printed to whom it was billed then, with its discounts", () => {
  const { invoiceId } = desk.issue(householdId, 0, {
    lines: [serviceLine(deskDay, 9000, { discountCents: toCents(1000), taxRatePpm: 88_750 })],
  });
  desk.db.write((w) => w.exec("update household set name = 'Rosa Ortiz', city = 'Salem'"));
  const { data } = readInvoiceToPrint(desk.cx(), invoiceId);
  expect(data.recipient).toEqual({ name: "Rosa Lee", addressLines: ["12 Oak St", "Lowell, MA 01850"] });
  expect(data.lines[0]?.discounts).toEqual([{ label: "Discount", cents: 1000 }]);
  expect(data).toMatchObject({ totalCents: 8710, balanceCents: 8710 });
});

test("BIL-17 as evidence the receipt of a payment that was taken back is still there, with what it had paid", () => {
  desk.issue(householdId, 0, { lines: [dues(3700)] });
  const { paymentId } = desk.take(householdId, 3700);
  const before = readReceipt(desk.cx(), paymentId).data;
  reverseAtDesk(desk.cx(), { paymentId, reason: "Disputed" });
  expect(() => readReceipt(desk.cx(), paymentId)).toThrow("receipt_taken_back");
  const after = readReceipt(desk.cx(), paymentId, "evidence").data;
  expect([after.receiptNumber, after.tenders]).toEqual([before.receiptNumber, before.tenders]);
});
