import { expect, test } from "vitest";
import type { YearlyCandidate } from "#contract/yearly-statements.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import { asId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { candidatesOf, isRunning, statementsInWords, usualYear, yearlyWhich, yearsToChoose } from "./yearly-words.ts";

const at = toInstant("2027-01-05T15:00:00.000Z");
const row = (payerName: string, over: Partial<YearlyCandidate> = {}): YearlyCandidate => ({
  householdId: asId(1),
  payerName,
  patientId: null,
  city: "Lowell",
  postalCode: "01852",
  channel: "print",
  netCents: toCents(100),
  madeAt: null,
  printedAt: null,
  problem: "",
  ...over,
});

test.each([
  ["2027-01-01", 2026],
  ["2027-03-31", 2026],
  ["2027-04-01", 2027],
  ["2026-12-31", 2026],
])("DOC-6 on %s the year to make is %i: in the first quarter the one that ended", (today, year) => {
  expect(usualYear(toDay(today))).toBe(year);
});

test("DOC-6 any past year of ten and the current one can be chosen, never one to come", () => {
  expect(yearsToChoose(toDay("2026-11-22"))).toEqual([2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017]);
  expect([isRunning(2026, toDay("2026-12-30")), isRunning(2026, toDay("2026-12-31")), isRunning(2025, toDay("2026-01-01"))]).toEqual([true, false, false]);
});

test("DOC-6 each choice of households leaves those that it says", () => {
  const rows = [row("New"), row("Made", { madeAt: at }), row("Printed", { madeAt: at, printedAt: at }), row("Mail", { channel: "email" })];
  const names = yearlyWhich.map(({ value }) => candidatesOf(rows, value).map(({ payerName }) => payerName));
  expect(names).toEqual([
    ["New", "Made", "Printed", "Mail"],
    ["New", "Mail"],
    ["New", "Made", "Mail"],
    ["New", "Made", "Printed"],
  ]);
  expect([0, 1, 2].map(statementsInWords)).toEqual(["0 statements", "1 statement", "2 statements"]);
});
