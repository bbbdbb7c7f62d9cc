import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { asId, type HouseholdId, type InvoiceId } from "../identity.ts";
import { addCents, toCents } from "../money.ts";
import type { RefusalCode } from "../refusal.ts";
import { applyOldestFirst, planPayment, type PayableInvoice, type PaymentIntent } from "./allocate.ts";

const home = asId<HouseholdId>(1);

function owed(id: number, cents: number, dueOn = "2026-11-01", over: Partial<PayableInvoice> = {}): PayableInvoice {
  return {
    invoiceId: asId<InvoiceId>(id),
    number: 1000 + id,
    householdId: home,
    invoicedOn: toDay(dueOn),
    dueOn: toDay(dueOn),
    balanceCents: toCents(cents),
    isOpen: cents > 0,
    ...over,
  };
}

function intent(cents: number, over: Partial<PaymentIntent> = {}): PaymentIntent {
  return {
    householdId: home,
    tender: "cash",
    amountCents: toCents(cents),
    tenderedCents: null,
    reference: "",
    choices: null,
    ...over,
  };
}

function choose(...pairs: [number, number][]) {
  return pairs.map(([id, cents]) => ({ invoiceId: asId<InvoiceId>(id), cents: toCents(cents) }));
}

test("INV-8 the oldest due day is paid first, then the lower number", () => {
  const applied = applyOldestFirst(toCents(250), [
    owed(3, 100, "2026-10-01"),
    owed(2, 100, "2026-10-01"),
    owed(1, 100, "2026-11-01"),
  ]);
  expect(applied.map((part) => [part.number, part.appliedCents])).toEqual([
    [1002, 100],
    [1003, 100],
    [1001, 50],
  ]);
});

test("INV-8 closed invoices are passed over, and without any open one all becomes credit", () => {
  const plan = planPayment(intent(500), [owed(1, 300, "2026-10-01", { isOpen: false })]);
  expect(plan).toEqual({ applied: [], toCreditCents: 500, changeCents: 0 });
});

test("INV-7 the change is what was counted less the amount", () => {
  expect(planPayment(intent(6200, { tenderedCents: toCents(10_000) }), []).changeCents).toBe(3800);
  expect(planPayment(intent(6200, { tenderedCents: toCents(6200) }), []).changeCents).toBe(0);
});

test.each<[RefusalCode, PaymentIntent]>([
  ["payment_not_positive", intent(0)],
  ["payment_not_positive", intent(-100)],
  ["cash_too_little", intent(100, { tenderedCents: toCents(99) })],
  ["tendered_not_cash", intent(100, { tender: "ach", tenderedCents: toCents(100) })],
  ["check_number_missing", intent(100, { tender: "check", reference: "  " })],
  ["invoice_not_found", intent(100, { choices: choose([9, 100]) })],
  ["allocation_twice", intent(100, { choices: choose([1, 50], [1, 50]) })],
  ["invoice_of_other_household", intent(100, { choices: choose([2, 100]) })],
  ["invoice_not_open", intent(100, { choices: choose([3, 100]) })],
  ["allocation_over_balance", intent(400, { choices: choose([1, 301]) })],
  ["allocation_over_amount", intent(100, { choices: choose([1, 101]) })],
  ["payment_not_positive", intent(100, { choices: choose([1, 0]) })],
])("INV-8 a payment is refused with %s", (code, refused) => {
  const invoices = [
    owed(1, 300),
    owed(2, 300, "2026-11-01", { householdId: asId<HouseholdId>(2) }),
    owed(3, 0),
  ];
  expect(() => planPayment(refused, invoices)).toThrow(code);
});

test("INV-7 a check with its number is taken", () => {
  expect(planPayment(intent(100, { tender: "check", reference: "1042" }), []).toCreditCents).toBe(100);
});

test("INV-8 whatever is owed and paid, the parts and the credit make the payment, and no invoice is overpaid", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ cents: fc.integer({ min: 1, max: 90_000 }), age: fc.integer({ min: 0, max: 90 }) }), {
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: 400_000 }),
      (debts, paid) => {
        const invoices = debts.map((debt, index) =>
          owed(index + 1, debt.cents, addDays(toDay("2026-11-22"), -debt.age)),
        );
        const { applied, toCreditCents } = planPayment(intent(paid), invoices);
        expect(addCents(toCreditCents, ...applied.map((part) => part.appliedCents))).toBe(paid);
        const total = debts.reduce((sum, debt) => sum + debt.cents, 0);
        expect(toCreditCents).toBe(Math.max(0, paid - total));
        expect(applied.every((part) => part.appliedCents > 0 && part.appliedCents <= part.balanceCents)).toBe(true);
        // Only the last one paid may be left in part, and nothing younger is paid before it.
        expect(applied.slice(0, -1).every((part) => part.appliedCents === part.balanceCents)).toBe(true);
        expect(applied.map((part) => part.dueOn)).toEqual(applied.map((part) => part.dueOn).toSorted());
      },
    ),
  );
});
