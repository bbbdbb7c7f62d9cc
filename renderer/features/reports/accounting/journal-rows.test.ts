import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { journalRows, sidesOf } from "./journal-rows.ts";

const line = (name: string, cents: number) => ({ name, number: "1", memo: name, cents: toCents(cents) });
const entries = [
  { number: "PER-20261121", on: toDay("2026-11-21"), memo: "", isCorrection: false, lines: [line("Cash", 900), line("Income", -700), line("Tax", -200)] },
  { number: "PER-20261122", on: toDay("2026-11-22"), memo: "", isCorrection: true, lines: [line("Cash", -50), line("Income", 50)] },
];

test("INV-16 every line is a row with its entry's number and day, and an id of its own", () => {
  const rows = journalRows(entries);
  expect(rows.map(({ number, account, cents }) => [number, account, cents])).toEqual([
    ["PER-20261121", "Cash", 900],
    ["PER-20261121", "Income", -700],
    ["PER-20261121", "Tax", -200],
    ["PER-20261122", "Cash", -50],
    ["PER-20261122", "Income", 50],
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

test("INV-16 the two sides below the table are equal, also with corrections", () => {
  expect(sidesOf(journalRows(entries))).toEqual({ debitCents: 950, creditCents: 950 });
  expect(sidesOf([])).toEqual({ debitCents: 0, creditCents: 0 });
});
