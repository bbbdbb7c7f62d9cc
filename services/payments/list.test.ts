import { afterEach, beforeEach, expect, test } from "vitest";
import { explainPaymentPage } from "#db/payment-list.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { openDesk, type Desk } from "./desk.fixture.ts";
import { exportPaymentsCsv, listPayments, totalsOfPayments, type PaymentFilter } from "./list.ts";
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
  expect(totalsOfPayments(desk.cx(), all)).toEqual({ count: 2, sumCents: 100 });
  expect(exportPaymentsCsv(desk.cx(), all)).toContain("2,2026-11-22,Rosa Lee,Cash,,9.00,0.00,0.00,2026-11-22,");
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
  const nobody = { ...all, terms: [], receiptNumber: null, reference: "" };
  const plan = desk.db.read((db) =>
    explainPaymentPage(db, nobody, { sort, descending: true, after: { key: "2026-01-01", id: 1 }, limit: 50 }),
  );
  expect(plan.join("\n")).not.toContain("FOR ORDER BY");
  expect(plan[0]).toContain("USING INDEX");
});
