import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { asId, type HouseholdId, type InvoiceId } from "../identity.ts";
import { tenders } from "../ledger/accounts.ts";
import { addCents, toCents } from "../money.ts";
import { oldestFirst, planPayment, type PayableInvoice, type PaymentIntent } from "./allocate.ts";

const home = asId<HouseholdId>(1);
const debts = fc.array(
  fc.record({ cents: fc.integer({ min: 1, max: 50_000 }), age: fc.integer({ min: -30, max: 120 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { minLength: 1, maxLength: 10 },
);
const invoicesOf = (list: readonly { cents: number; age: number }[]): PayableInvoice[] =>
  list.map(({ cents, age }, at) => ({
    invoiceId: asId<InvoiceId>(at + 1),
    number: 2000 - at,
    householdId: home,
    invoicedOn: toDay("2026-01-01"),
    dueOn: addDays(toDay("2026-11-22"), -age),
    balanceCents: toCents(cents),
    isOpen: true,
  }));
const intent = (cents: number, over: Partial<PaymentIntent> = {}): PaymentIntent => ({
  householdId: home,
  tender: "cash",
  amountCents: toCents(cents),
  tenderedCents: null,
  reference: "",
  choices: null,
  ...over,
});

describe("INV-8 choices of the desk", () => {
  test("are followed to the cent, and whatever they leave becomes credit", () => {
    fc.assert(
      fc.property(debts, fc.integer({ min: 0, max: 90_000 }), (list, extra) => {
        const invoices = invoicesOf(list);
        const choices = list.flatMap(({ cents, share }, at) => {
          const part = Math.floor(cents * share);
          return part > 0 ? [{ invoiceId: asId<InvoiceId>(at + 1), cents: toCents(part) }] : [];
        });
        const chosen = choices.reduce((sum, { cents }) => sum + cents, 0);
        fc.pre(chosen + extra > 0);
        const plan = planPayment(intent(chosen + extra, { choices }), invoices);
        expect(plan.applied.map(({ invoiceId, appliedCents }) => [invoiceId, appliedCents])).toEqual(choices.map(({ invoiceId, cents }) => [invoiceId, cents]));
        expect(plan.toCreditCents).toBe(extra);
      }),
    );
  });

  test("an empty list pays nothing, all becomes credit, though invoices are open", () => {
    expect(planPayment(intent(500, { choices: [] }), invoicesOf([{ cents: 400, age: 1 }]))).toEqual({ applied: [], toCreditCents: 500, changeCents: 0 });
  });
});

describe("INV-8 without choices", () => {
  test("the order of the invoices in hand does not matter", () => {
    fc.assert(
      fc.property(debts, fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 0, max: 9 }), (list, paid, turn) => {
        const invoices = invoicesOf(list);
        const turned = [...invoices.slice(turn), ...invoices.slice(0, turn)].toReversed();
        expect(planPayment(intent(paid), turned)).toEqual(planPayment(intent(paid), invoices));
      }),
    );
  });

  test("paying in two goes settles the same invoices as paying at once", () => {
    fc.assert(
      fc.property(debts, fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 100_000 }), (list, first, second) => {
        const invoices = invoicesOf(list);
        const once = planPayment(intent(first + second), invoices);
        const one = planPayment(intent(first), invoices);
        const paid = new Map(one.applied.map(({ invoiceId, appliedCents }) => [invoiceId, appliedCents]));
        const left = invoices.map((invoice) => {
          const balanceCents = addCents(invoice.balanceCents, -(paid.get(invoice.invoiceId) ?? 0));
          return { ...invoice, balanceCents, isOpen: balanceCents > 0 };
        });
        const two = planPayment(intent(second), left);
        for (const { invoiceId, appliedCents } of two.applied) paid.set(invoiceId, addCents(paid.get(invoiceId) ?? 0, appliedCents));
        expect(Object.fromEntries(paid)).toEqual(Object.fromEntries(once.applied.map(({ invoiceId, appliedCents }) => [invoiceId, appliedCents])));
        expect(addCents(one.toCreditCents, two.toCreditCents)).toBe(once.toCreditCents);
      }),
    );
  });

  test("oldest first is an order: no two invoices are each before the other, and equal only with themselves", () => {
    fc.assert(
      fc.property(debts, (list) => {
        const invoices = invoicesOf(list);
        for (const a of invoices)
          for (const b of invoices) {
            expect(Math.sign(oldestFirst(a, b)) + Math.sign(oldestFirst(b, a))).toBe(0);
            expect(oldestFirst(a, b) === 0).toBe(a === b);
          }
      }),
    );
  });
});

describe("INV-7 what is handed over", () => {
  test("change is given for cash only, and is what was counted less the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(...tenders), (cents, more, tender) => {
        const work = () => planPayment(intent(cents, { tender, reference: "1", tenderedCents: toCents(cents + more) }), []);
        if (tender === "cash") expect(work()).toMatchObject({ changeCents: more, toCreditCents: cents });
        else expect(work).toThrow(expect.objectContaining({ code: "tendered_not_cash" }) as Error);
      }),
    );
  });

  test.each(tenders.filter((tender) => tender !== "check"))("%s needs no reference", (tender) => {
    expect(planPayment(intent(100, { tender }), []).toCreditCents).toBe(100);
  });
});
