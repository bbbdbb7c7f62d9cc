import { afterEach, beforeEach, expect, test } from "vitest";
import { explainPaymentPage } from "#db/payment-list.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { openDesk, type Desk } from "./desk.fixture.ts";
import { exportPaymentsCsv, listPayments, totalsOfPayments, type PaymentFilter } from "./list.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { returnCheck } from "./return-check.ts";
import { reverseAtDesk } from "./reverse.ts";

let desk: Desk;
let rosa: HouseholdId;
let ben: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  rosa = desk.household("Rosa", "Lee").householdId;
  ben = desk.household("Ben", "Ortiz").householdId;
});
afterEach(() => desk.dispose());

const all: PaymentFilter = { householdId: null, from: null, to: null, tenders: [], text: "" };

function receipts(filter: Partial<PaymentFilter> = {}): number[] {
  const page = listPayments(desk.cx(), { filter: { ...all, ...filter }, sort: "receipt", descending: false, limit: 100 });
  return page.rows.map((row) => row.receiptNumber);
}

test("INV-7 a payment in the list shows what it paid and what became credit", () => {
  desk.issue(rosa, 3700);
  desk.take(rosa, 5000, { tender: "check", reference: "1042" });
  const [row] = listPayments(desk.cx(), { filter: all, sort: "date", descending: true, limit: 10 }).rows;
  expect(row).toMatchObject({
    receiptNumber: 1,
    payerName: "Rosa Lee",
    tender: "check",
    reference: "1042",
    amountCents: 5000,
    appliedCents: 3700,
    toCreditCents: 1300,
    reversedOn: null,
  });
});

test("INV-7 payments are found by payer, receipt, check number, tender, household and day", () => {
  desk.take(rosa, 100, { today: "2026-11-01" });
  desk.take(ben, 200, { tender: "check", reference: "A-77" });
  expect(receipts({ text: "ortiz" })).toEqual([2]);
  expect(receipts({ text: "#1" })).toEqual([1]);
  expect(receipts({ text: "a-77" })).toEqual([2]);
  expect(receipts({ tenders: ["cash"] })).toEqual([1]);
  expect(receipts({ householdId: ben })).toEqual([2]);
  expect(receipts({ from: toDay("2026-11-02") })).toEqual([2]);
  expect(receipts({ to: toDay("2026-11-01") })).toEqual([1]);
  expect(receipts({ text: "nobody" })).toEqual([]);
});

test("INV-7 a payment taken back stays in the list and leaves the sum", () => {
  desk.take(rosa, 100);
  const { paymentId } = desk.take(rosa, 900);
  reverseAtDesk(desk.cx(), { paymentId, reason: "Wrong amount" });
  expect(totalsOfPayments(desk.cx(), all)).toEqual({ count: 2, sumCents: 100, refundedCents: 0 });
  expect(exportPaymentsCsv(desk.cx(), all)).toContain("2,2026-11-22,Rosa Lee,Cash,,9.00,0.00,0.00,0.00,Taken back,2026-11-22,");
});

test.each(["date", "receipt", "amount"] as const)("INV-7 by %s every payment comes once, page by page, both ways", (sort) => {
  for (const cents of [500, 200, 200, 900, 100, 200, 700]) desk.take(rosa, cents);
  const read = (descending: boolean): number[] => {
    const found: number[] = [];
    let after: string | null = null;
    do {
      const page = listPayments(desk.cx(), { filter: all, sort, descending, after, limit: 2 });
      found.push(...page.rows.map((row) => row.receiptNumber));
      after = page.next;
    } while (after !== null);
    return found;
  };
  expect(read(false).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(read(true)).toEqual(read(false).toReversed());
});

test.each(["date", "receipt"] as const)("T1 payments by %s walk an index without a sort", (sort) => {
  const nobody = { ...all, states: [], terms: [], receiptNumber: null, reference: "" };
  const plan = desk.db.read((db) =>
    explainPaymentPage(db, nobody, { sort, descending: true, after: { key: "2026-01-01", id: 1 }, limit: 50 }),
  );
  expect(plan.join("\n")).not.toContain("FOR ORDER BY");
  expect(plan[0]).toContain("USING INDEX");
});

test("INV-9 the list says what became of each payment, and is narrowed to it; what was refunded is summed", () => {
  const invoiceId = desk.issue(rosa, 10_000).invoiceId;
  const stays = desk.take(rosa, 1000);
  const mistake = desk.take(rosa, 1000);
  const check = desk.take(rosa, 1000, { tender: "check", reference: "7" });
  const part = desk.take(rosa, 1000);
  const whole = desk.take(rosa, 1000);
  reverseAtDesk(desk.cx(), { paymentId: mistake.paymentId, reason: "Mistake" });
  returnCheck(desk.cx(), { paymentId: check.paymentId, feeCents: toCents(0), reason: "No funds" });
  for (const [paymentId, cents] of [[part.paymentId, 400], [whole.paymentId, 1000]] as const)
    refundPayment(desk.cx(), { paymentId, parts: [{ invoiceId, cents: toCents(cents) }], by: "check", owedAgain: false, reason: "Not happy" });
  const { rows } = listPayments(desk.cx(), { filter: all, sort: "receipt", descending: false, limit: 100 });
  expect(rows.map((row) => [row.receiptNumber, row.state, row.refundedCents])).toEqual([
    [stays.receiptNumber, "taken", 0],
    [mistake.receiptNumber, "taken_back", 0],
    [check.receiptNumber, "returned", 0],
    [part.receiptNumber, "part_refunded", 400],
    [whole.receiptNumber, "refunded", 1000],
  ]);
  expect([receipts({ states: ["refunded", "part_refunded"] }), receipts({ states: ["returned"] }), receipts({ states: ["disputed"] })]).toEqual([[4, 5], [3], []]);
  expect(totalsOfPayments(desk.cx(), all)).toEqual({ count: 5, sumCents: 3000, refundedCents: 1400 });
  expect(exportPaymentsCsv(desk.cx(), { ...all, states: ["part_refunded"] })).toContain("Part refunded");
});
