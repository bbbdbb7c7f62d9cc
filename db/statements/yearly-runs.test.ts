import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt } from "../books.fixture.ts";
import { insertDocument } from "./records.ts";
import { listHouseholdsOfYear } from "./yearly-facts.ts";
import { findYearlyRun, insertYearlyRun, insertYearlyStatement, listYearlyAddressees, listYearlyRuns, setYearlyRunPrinted } from "./yearly-runs.ts";

let books: Books;
beforeEach(() => (books = new Books()));
afterEach(() => books.dispose());

const year2026 = { fromOn: toDay("2026-01-01"), throughOn: toDay("2026-12-31") };
const later = toInstant("2027-01-06T10:00:00.000Z");
const home = (name: string, postalCode: string, city = "Salem"): HouseholdId =>
  books.family([name], { address: { line1: "1 Elm", line2: "", city, region: "MA", postalCode, country: "US" } }).householdId;
const documentOf = (): DocumentId =>
  books.write<DocumentId>((db) => insertDocument(db, { kind: "yearly_batch", householdId: null, title: "Run", sha256: "a".repeat(64), bytes: 1, pages: 4, createdBy: null, createdAt: someAt }));

function runOf(year: number, households: readonly HouseholdId[]): number {
  const documentId = documentOf();
  return books.write<number>((db) => {
    const runId = insertYearlyRun(db, { year, documentId, createdBy: null, createdAt: someAt });
    for (const householdId of households) insertYearlyStatement(db, { householdId, year, runId, documentId, netCents: toCents(5), createdAt: someAt });
    return runId;
  });
}

test("DOC-6 the runs of a year, newest first and no more than asked for, with how many statements and pages they have", () => {
  const [lee, may] = [home("Rosa Lee", "01970"), home("Eva May", "01970")];
  const runs = [runOf(2026, [lee, may]), runOf(2026, [lee]), runOf(2025, [may])];
  const list = (year: number, limit = 10) => books.read((db) => listYearlyRuns(db, year, limit).map(({ runId, statements, pages }) => [runId, statements, pages]));
  expect(list(2026)).toEqual([[runs[1], 1, 4], [runs[0], 2, 4]]); // prettier-ignore
  expect(list(2026, 1)).toEqual([[runs[1], 1, 4]]);
  expect(list(2024)).toEqual([]);
  expect(books.read((db) => [findYearlyRun(db, runs[2] ?? 0)?.year, findYearlyRun(db, 999)])).toEqual([2025, undefined]);
});

test("DOC-6 who gets one is in postal order, with when it was made and printed, of that year alone", () => {
  const ids = [home("Zed Z", "02000"), home("Ann A", "01970", "Salem"), home("Bob B", "01970", "Dover")] as const;
  const runId = runOf(2026, [ids[1]]);
  runOf(2025, [ids[0]]);
  books.write((db) => {
    insertYearlyStatement(db, { householdId: ids[2], year: 2026, runId: null, documentId: documentOfWithin(db), netCents: toCents(1), createdAt: later });
    setYearlyRunPrinted(db, runId, later);
  });
  const rows = () => books.read((db) => listYearlyAddressees(db, [...ids, asId<HouseholdId>(999)], 2026).map(({ payerName, madeAt, printedAt }) => [payerName, madeAt, printedAt]));
  expect(rows()).toEqual([
    ["Bob B", later, null],
    ["Ann A", someAt, later],
    ["Zed Z", null, null],
  ]);
  books.write((db) => setYearlyRunPrinted(db, runId, null));
  expect(rows()[1]).toEqual(["Ann A", someAt, null]);
});

test("DOC-6 a household is of the year by its money or its dues: the first and the last day count, the days beside them do not", () => {
  const names = ["first", "last", "before", "after", "dues", "visit"] as const;
  const ids = Object.fromEntries(names.map((name) => [name, home(`${name} One`, "01970")])) as Record<(typeof names)[number], HouseholdId>;
  for (const [name, on] of [["first", "2026-01-01"], ["last", "2026-12-31"], ["before", "2025-12-31"], ["after", "2027-01-01"]] as const) books.pay(ids[name], 700, { on: toDay(on) }); // prettier-ignore
  books.invoice(ids.dues, { on: toDay("2026-06-01"), lines: [{ kind: "dues", netCents: 3700 }] });
  books.invoice(ids.visit, { on: toDay("2026-06-01") });
  const found = books.read((db) => listHouseholdsOfYear(db, year2026)).map(({ householdId, netCents }) => [householdId, netCents]);
  expect(found.toSorted()).toEqual([[ids.first, 700], [ids.last, 700], [ids.dues, 0]].toSorted()); // prettier-ignore
});

test("DOC-6 a payment that was taken back, and dues of a void invoice, leave nothing of them", () => {
  const lee = home("Rosa Lee", "01970");
  books.takeBack(lee, books.pay(lee, 900, { on: toDay("2026-03-01") }), toDay("2026-03-01"));
  const dues = books.invoice(home("Eva May", "01970"), { on: toDay("2026-03-01"), lines: [{ kind: "dues", netCents: 3700 }] });
  books.sql("update invoice set voided_on = '2026-03-02', void_reason = 'x', balance_cents = 0 where id = ?", dues);
  expect(books.read((db) => listHouseholdsOfYear(db, year2026))).toEqual([{ householdId: lee, netCents: 0 }]);
});

function documentOfWithin(db: Parameters<typeof insertDocument>[0]): DocumentId {
  return insertDocument(db, { kind: "yearly_statement", householdId: null, title: "One", sha256: "b".repeat(64), bytes: 1, pages: 1, createdBy: null, createdAt: later });
}
