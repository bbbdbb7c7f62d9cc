import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { plainMoneyStyle } from "../../../format/money.ts";
import { explainBalance, type OpenInvoice } from "./balance-explanation.ts";

function invoice(number: number, cents: number): OpenInvoice {
  return { number, dueOn: toDay("2026-11-05"), balanceCents: toCents(cents) };
}

const lee = {
  name: "Rosa Lee",
  balanceCents: toCents(6200),
  pastDueCents: toCents(3700),
  creditCents: toCents(0),
};

test("UI-4 a balance is explained by its open invoices and what is past due", () => {
  const explained = explainBalance(lee, [invoice(7, 3700), invoice(9, 2500)], plainMoneyStyle);
  expect(explained.sentence).toBe(
    "The household of Rosa Lee owes 62.00 on 2 open invoices, 37.00 of it past due.",
  );
  expect(explained.steps).toEqual([
    { label: "Invoice 7, due 5 Nov 2026", value: "37.00" },
    { label: "Invoice 9, due 5 Nov 2026", value: "25.00" },
    { label: "Balance", value: "62.00" },
  ]);
});

test("UI-4 many open invoices are summed up after the first eight", () => {
  const open = Array.from({ length: 11 }, (_, at) => invoice(at + 1, 100));
  const { steps } = explainBalance({ ...lee, balanceCents: toCents(1100) }, open, plainMoneyStyle);
  expect(steps).toHaveLength(10);
  expect(steps.at(-2)).toEqual({ label: "3 more", value: "3.00" });
});

test("UI-4 a household that owes nothing is told so, with its credit", () => {
  const settled = { ...lee, balanceCents: toCents(0), pastDueCents: toCents(0), creditCents: toCents(500) };
  const { sentence, steps } = explainBalance(settled, [], plainMoneyStyle);
  expect(sentence).toBe("The household of Rosa Lee owes nothing.");
  expect(steps.at(-1)).toEqual({ label: "Credit not yet used", value: "5.00" });
});
