import { expect, test } from "vitest";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import {
  amountOf,
  differsFromShown,
  emptyPaymentForm,
  paymentInput,
  referenceLabel,
  takeLabel,
  type PaymentForm,
  type PaymentGround,
} from "./payment-form.ts";

const [first, second] = [asId<InvoiceId>(3), asId<InvoiceId>(4)];
const ground: PaymentGround = {
  householdId: asId<HouseholdId>(7),
  invoices: [
    { invoiceId: first, balanceCents: toCents(3700) },
    { invoiceId: second, balanceCents: toCents(2500) },
  ],
  invoiceId: null,
};
const form = emptyPaymentForm("oldest");

test("INV-8 what is owed is offered until another amount is typed, and a cleared field stays empty", () => {
  expect(paymentInput(form, ground)).toEqual({
    input: {
      householdId: 7,
      tender: { tender: "cash", amountCents: 6200, tenderedCents: null, reference: "" },
      allocations: null,
      note: "",
      more: [],
    },
  });
  expect(amountOf({ ...form, amount: toCents(500) }, ground)).toBe(500);
  expect(amountOf({ ...form, amount: null }, ground)).toBeNull();
});

test("INV-8 a payment of one invoice offers its balance and puts no more than that on it", () => {
  const one = { ...ground, invoiceId: second };
  const about = emptyPaymentForm("this");
  expect(paymentInput(about, one)).toMatchObject({
    input: { tender: { amountCents: 2500 }, allocations: [{ invoiceId: 4, cents: 2500 }] },
  });
  expect(paymentInput({ ...about, amount: toCents(3000) }, one)).toMatchObject({
    input: { tender: { amountCents: 3000 }, allocations: [{ invoiceId: 4, cents: 2500 }] },
  });
});

test("INV-8 chosen invoices go along with their amounts and make the amount; rows left empty do not", () => {
  const chosen: PaymentForm = { ...form, way: "chosen", chosen: { 3: toCents(100), 4: null } };
  expect(paymentInput(chosen, ground)).toMatchObject({
    input: { tender: { amountCents: 100 }, allocations: [{ invoiceId: 3, cents: 100 }] },
  });
});

test.each<[string, PaymentForm, PaymentGround]>([
  ["Choose who pays", form, { ...ground, householdId: null }],
  ["Enter the amount", form, { ...ground, invoices: [] }],
  ["Enter the amount", { ...form, amount: toCents(0) }, ground],
  ["number printed on the check", { ...form, tender: "check", reference: " " }, ground],
  ["does not cover", { ...form, cashGivenCents: toCents(6199) }, ground],
])("INV-7 the form says what it waits for: %s", (words, waiting, where) => {
  expect(paymentInput(waiting, where)).toEqual({ waitingFor: expect.stringContaining(words) });
});

test("INV-7 cash given goes along with cash only", () => {
  const given = { ...form, cashGivenCents: toCents(10_000) };
  expect(paymentInput(given, ground)).toMatchObject({
    input: { tender: { tenderedCents: 10_000 } },
  });
  expect(paymentInput({ ...given, tender: "ach" }, ground)).toMatchObject({
    input: { tender: { tenderedCents: null } },
  });
});

test("INV-7 the button says the act and the amount, and only a check must have its number", () => {
  expect(takeLabel("cash", "$62.00")).toBe("Take $62.00 in cash");
  expect(referenceLabel("check")).toEqual({ label: "Check number", required: true });
  expect(referenceLabel("cash")).toBeNull();
  expect(referenceLabel("outside_financing")?.required).toBe(false);
});

test("INV-8 a payment that did something else than shown is noticed", () => {
  const shown = { toCreditCents: toCents(0), balanceAfterCents: toCents(0) };
  expect(differsFromShown(shown, { ...shown })).toBe(false);
  expect(differsFromShown(shown, { ...shown, toCreditCents: toCents(3700) })).toBe(true);
  expect(differsFromShown(undefined, shown)).toBe(false);
});

test("INV-7 a further tender takes its part of what is owed, and needs its amount and its number", () => {
  const split = { ...form, more: [{ tender: "check" as const, cents: null, reference: "" }] };
  expect(paymentInput(split, ground)).toEqual({ waitingFor: "Enter the amount of each tender." });
  const counted = { ...split, more: [{ tender: "check" as const, cents: toCents(1200), reference: "" }] };
  expect(amountOf(counted, ground)).toBe(5000);
  expect(paymentInput(counted, ground)).toEqual({ waitingFor: "Enter the number printed on the check." });
  const whole = { ...split, more: [{ tender: "gift_certificate" as const, cents: toCents(6200), reference: "ABC" }] };
  expect(amountOf(whole, ground)).toBeNull();
  const asked = paymentInput({ ...counted, more: [{ tender: "gift_certificate", cents: toCents(1200), reference: " ABC " }] }, ground);
  expect(asked).toMatchObject({
    input: { tender: { amountCents: 5000 }, more: [{ tender: "gift_certificate", amountCents: 1200, tenderedCents: null, reference: "ABC" }] },
  });
  expect(paymentInput({ ...form, tender: "gift_certificate" }, ground)).toEqual({ waitingFor: "Enter the code of the gift certificate." });
});

test("INV-7 one invoice gets both tenders up to its balance", () => {
  const one = { ...ground, invoiceId: second };
  const split = { ...emptyPaymentForm("this"), more: [{ tender: "check" as const, cents: toCents(500), reference: "7" }] };
  expect(paymentInput(split, one)).toMatchObject({
    input: { tender: { amountCents: 2000 }, allocations: [{ invoiceId: second, cents: 2500 }] },
  });
});
