import { expect, test } from "vitest";
import type { PaymentPlan } from "#contract/payment-plans.ts";
import { toDay } from "#domain/calendar.ts";
import { asId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { plansCsv, plansWith } from "./plan-rows.ts";

const plan = (over: Partial<PaymentPlan>): PaymentPlan => ({
  planId: asId(1),
  householdId: asId(1),
  payerName: "Ortiz, Ben",
  totalCents: toCents(300_00),
  every: "month",
  payBy: "card",
  signedOn: null,
  signedBy: "",
  signMethod: null,
  documentId: null,
  startedOn: toDay("2026-10-01"),
  endedOn: null,
  endReason: null,
  paidCents: toCents(100_00),
  state: "kept",
  parts: [],
  invoices: [{ invoiceId: asId(7), number: 1042, dueBeforeOn: toDay("2026-10-01"), balanceCents: toCents(200_00) }],
  missedCents: toCents(0),
  leftCents: toCents(200_00),
  nextOn: toDay("2026-12-01"),
  ...over,
});
const plans = [plan({}), plan({ payerName: "=Lee, Rosa", state: "missed", payBy: "desk", nextOn: null, missedCents: toCents(50_00) })];
const names = (q: string, state: PaymentPlan["state"][] = []) => plansWith(plans, { q, state, payBy: [] }).map(({ payerName }) => payerName);

test.each([
  ["", [], ["Ortiz, Ben", "=Lee, Rosa"]],
  ["ORTIZ", [], ["Ortiz, Ben"]],
  ["1042", [], ["Ortiz, Ben", "=Lee, Rosa"]],
  ["104", [], []],
  ["", ["missed"], ["=Lee, Rosa"]],
  ["ortiz", ["missed"], []],
] as const)("INV-6 “%s” in the states %j finds plans by payer, whole invoice number and state", (q, state, found) => {
  expect(names(q, [...state])).toEqual(found);
});

test("INV-6 the list of payment plans as a spreadsheet has every figure, and no name runs as a formula", () => {
  const lines = plansCsv(plans, 2).slice(1).trimEnd().split("\r\n");
  expect(lines[0]).toBe("Payer,Invoices,State,Paid by,Started,Signed,Next due,Total,Paid,Missed,Left");
  expect(lines[1]).toBe('"Ortiz, Ben",1042,Kept,card on file,2026-10-01,,2026-12-01,300.00,100.00,0.00,200.00');
  expect(lines[2]).toContain("'=Lee, Rosa");
  expect(lines[2]).toContain("at the desk");
});
