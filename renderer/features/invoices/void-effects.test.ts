import { expect, test } from "vitest";
import type { InvoicePreview } from "#contract/invoices.ts";
import { moneyText } from "#domain/money-text.ts";
import { toCents } from "#domain/money.ts";
import { toDay } from "#domain/calendar.ts";
import { effectsOfVoid } from "./void-effects.ts";

type Settlement = InvoicePreview["settlements"][number];

function settled(source: Settlement["source"], cents: number): Settlement {
  return { on: toDay("2026-11-22"), source, label: "", cents: toCents(cents), paymentId: null };
}

test("UI-6 a void says what is no longer owed and where paid money goes", () => {
  const invoice = {
    kind: "manual" as const,
    balanceCents: toCents(2200),
    settlements: [settled("payment", 4000), settled("payment", -1000), settled("credit", 500)],
  };
  expect(effectsOfVoid(invoice, moneyText)).toEqual([
    "22.00 is no longer owed.",
    "30.00 that was paid becomes household credit.",
    "5.00 of household credit that was used comes back.",
  ]);
});

test("UI-6 a void draw says that its days are not billed again", () => {
  const invoice = {
    kind: "draw" as const,
    balanceCents: toCents(0),
    settlements: [settled("write_off", 3700)],
  };
  expect(effectsOfVoid(invoice, moneyText)).toEqual([
    "The write-off of 37.00 is taken back.",
    expect.stringContaining("not billed again"),
  ]);
});
