import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { daysBetween, toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type PatientId, type StaffId } from "#domain/identity.ts";
import { ageBucket } from "#domain/invoices/aging.ts";
import { ageBuckets, invoiceLineKinds, invoiceStatuses, sentChannels } from "#domain/invoices/status-words.ts";
import { emptyTrackerFilter, trackerSorts, type TrackerSort } from "#domain/invoices/tracker-query.ts";
import type { Cents } from "#domain/money.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import type { TrackerQuery } from "./conditions.ts";
import { crowdDay, crowdProviders, writeCrowd, type CrowdInvoice } from "./crowd.fixture.ts";
import { accessTo, questionOf, type Access } from "./access.ts";
import { askedStates } from "./groups.ts";
import { explainPage, listInvoices } from "./list.ts";
import type { TrackerPage, TrackerPlace } from "./parts.ts";
import { totalInvoices } from "./totals.ts";

let file: TestFile;
let crowd: CrowdInvoice[];
beforeAll(() => {
  file = openTestFile();
  crowd = file.db.write((db) => writeCrowd(db, 60, 900) as never);
});
afterAll(() => file.dispose());

const { text: _text, payer: _payer, ...noFilter } = emptyTrackerFilter;
const everything: TrackerQuery = { ...noFilter, terms: [], payerTerms: null, number: null, today: crowdDay };

/** Walks the order within the states asked for, as in a practice too large to sort what a filter leaves. */
function walking(query: TrackerQuery): Access {
  return { states: askedStates(query) };
}

/** Reads a whole list page by page, as a window would. */
function readAll(
  query: TrackerQuery,
  sort: TrackerSort,
  descending: boolean,
  limit: number,
  access?: Access,
): number[] {
  const ids: number[] = [];
  let after: TrackerPlace | null = null;
  for (let page = 0; page < 2000; page++) {
    const rows = file.db.read((db) => listInvoices(db, query, { sort, descending, after, limit }, access));
    ids.push(...rows.map((row) => Number(row.invoiceId)));
    const last = rows.at(-1);
    if (rows.length < limit || !last) return ids;
    after = last.place;
  }
  throw new Error("The pages did not end");
}

/** The same list in plain JavaScript. */
function expected(query: TrackerQuery, sort: TrackerSort, descending: boolean): number[] {
  const found = crowd.filter((invoice) => matches(invoice, query)).toSorted((a, b) => compare(a, b, sort));
  return (descending ? found.toReversed() : found).map((invoice) => invoice.id);
}

type Keys = readonly (string | number | null)[];

function keysOf(invoice: CrowdInvoice, sort: TrackerSort): Keys {
  switch (sort) {
    case "number":
      return [invoice.number];
    case "date":
      return [invoice.invoicedOn];
    case "due":
      return [invoice.dueOn];
    case "total":
      return [invoice.total];
    case "balance":
      return [invoice.balance, invoice.invoicedOn];
    case "paid":
      return [invoice.paid];
    case "status":
      return [invoiceStatuses.indexOf(invoice.status), invoice.invoicedOn];
    case "age":
      return isAged(invoice)
        ? [1, daysBetween(toDay(invoice.dueOn), crowdDay), -invoice.id]
        : [0, invoice.invoicedOn];
    case "sent":
      return invoice.sentAt === null ? [0, invoice.invoicedOn] : [1, invoice.sentAt];
    case "reminders":
      return invoice.reminders === 0 ? [0, invoice.invoicedOn] : [1, invoice.reminders];
    case "patient":
      return [invoice.patientSort, invoice.patientId];
    case "payer":
      return [invoice.payerSort, invoice.payerId, invoice.householdId, invoice.invoicedOn];
  }
}

function isAged(invoice: CrowdInvoice): boolean {
  return invoice.balance > 0 && invoice.dueOn < crowdDay;
}

function compare(a: CrowdInvoice, b: CrowdInvoice, sort: TrackerSort): number {
  const [left, right] = [keysOf(a, sort), keysOf(b, sort)];
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? null;
    if (value === other) continue;
    if (value === null) return -1;
    if (other === null) return 1;
    return value < other ? -1 : 1;
  }
  return a.id - b.id;
}

function within(value: string | number, from: string | number | null, to: string | number | null): boolean {
  return (from === null || value >= from) && (to === null || value <= to);
}

function matches(invoice: CrowdInvoice, query: TrackerQuery): boolean {
  const wantsLine = query.itemKinds.length > 0 || query.providerId !== null || query.serviceFrom !== null || query.serviceTo !== null;
  return (
    (query.statuses.length === 0 || query.statuses.includes(invoice.status)) &&
    within(invoice.invoicedOn, query.invoicedFrom, query.invoicedTo) &&
    within(invoice.dueOn, query.dueFrom, query.dueTo) &&
    within(invoice.balance, query.balanceFromCents, query.balanceToCents) &&
    (!query.neverSent || !invoice.sent) &&
    (query.channels.length === 0 || (invoice.channel !== null && query.channels.includes(invoice.channel))) &&
    (!query.hasReminder || invoice.reminders > 0) &&
    (query.householdId === null || invoice.householdId === query.householdId) &&
    (query.patientId === null ||
      invoice.patientId === query.patientId ||
      invoice.lines.some((line) => line.patientId === query.patientId)) &&
    (!wantsLine ||
      invoice.lines.some(
        (line) =>
          (query.itemKinds.length === 0 || query.itemKinds.includes(line.kind)) &&
          (query.providerId === null || line.providerId === query.providerId) &&
          within(line.serviceOn, query.serviceFrom, query.serviceTo),
      )) &&
    (query.ageBuckets.length === 0 ||
      (invoice.balance > 0 && query.ageBuckets.includes(ageBucket(crowdDay, toDay(invoice.dueOn)))))
  );
}

const day = fc.integer({ min: 0, max: 1900 }).map((back) => {
  const date = new Date(Date.UTC(2026, 10, 25) - back * 86_400_000);
  return toDay(date.toISOString().slice(0, 10));
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 }).map((found) => found ?? null);
const some = <T>(values: readonly T[]) => fc.oneof(fc.constant<T[]>([]), fc.subarray([...values], { maxLength: 4 }));
const filter = fc.record({
  statuses: some(invoiceStatuses),
  invoicedFrom: maybe(day),
  invoicedTo: fc.constant(null),
  dueFrom: fc.constant(null),
  dueTo: maybe(day),
  serviceFrom: maybe(day),
  serviceTo: fc.constant(null),
  patientId: maybe(fc.integer({ min: 1, max: 100 }).map((id) => asId<PatientId>(id))),
  householdId: maybe(fc.integer({ min: 1, max: 60 }).map((id) => asId<HouseholdId>(id))),
  providerId: maybe(fc.integer({ min: 1, max: crowdProviders + 1 }).map((id) => asId<StaffId>(id))),
  itemKinds: some(invoiceLineKinds),
  balanceFromCents: maybe(fc.integer({ min: 0, max: 9000 }).map((value) => value as Cents)),
  balanceToCents: fc.constant(null),
  neverSent: fc.boolean(),
  channels: some(sentChannels),
  hasReminder: fc.boolean(),
  ageBuckets: some(ageBuckets),
});

test("INV-4 every filter in every order, read page by page, is the list a person would make by hand", () => {
  fc.assert(
    fc.property(
      filter,
      fc.constantFrom(...trackerSorts),
      fc.boolean(),
      fc.integer({ min: 1, max: 60 }),
      fc.boolean(),
      (chosen, sort, descending, limit, walks) => {
        const query: TrackerQuery = { ...everything, ...chosen };
        const access = walks ? walking(query) : undefined;
        expect(readAll(query, sort, descending, limit, access)).toEqual(expected(query, sort, descending));
      },
    ),
    { numRuns: 150 },
  );
});

test.each(trackerSorts.flatMap((sort) => [[sort, false] as const, [sort, true] as const]))(
  "INV-4 the whole practice by %s (descending %s), in pages of 37, leaves no invoice out and shows none twice",
  (sort, descending) => {
    expect(readAll(everything, sort, descending, 37)).toEqual(expected(everything, sort, descending));
  },
);

test("INV-4 the totals are those of the filtered set, without the money of void invoices", () => {
  const overdue: TrackerQuery = { ...everything, statuses: ["overdue", "void"] };
  const rows = crowd.filter((invoice) => matches(invoice, overdue));
  const sum = (of: (invoice: CrowdInvoice) => number) => rows.reduce((total, row) => total + of(row), 0);
  expect(rows.some((row) => row.voided)).toBe(true);
  expect(file.db.read((db) => totalInvoices(db, overdue))).toEqual({
    count: rows.length,
    totalCents: sum((row) => (row.voided ? 0 : row.total)),
    paidCents: sum((row) => (row.voided ? 0 : row.paid)),
    balanceCents: sum((row) => row.balance),
    isExact: true,
  });
});

test("INV-4 a text finds the payer's and the patient's invoices, and a number its own", () => {
  const find = (token: string, number: number | null = null) =>
    readAll({ ...everything, terms: [[{ token, whole: false }]], number }, "date", true, 50).toSorted((a, b) => a - b);
  const people = new Set(
    file.db
      .read((db) => db.all<{ id: number }>("select id from patient where last_name = 'ortiz' or first_name like 'ort%'"))
      .map((row) => row.id),
  );
  const theirs = crowd
    .filter(
      (invoice) =>
        (invoice.payerId !== null && people.has(invoice.payerId)) ||
        invoice.lines.some((line) => people.has(line.patientId)),
    )
    .map((invoice) => invoice.id);
  expect(theirs.length).toBeGreaterThan(20);
  expect(find("ort")).toEqual(theirs);
  expect(find("zzz", 17)).toEqual([17]);
});

test("INV-4 the payer's name alone finds what that person pays for, and words that name nobody find nothing", () => {
  const find = (payerTerms: TrackerQuery["payerTerms"]) =>
    readAll({ ...everything, payerTerms }, "date", true, 50).toSorted((a, b) => a - b);
  const payers = new Set(
    file.db.read((db) => db.all<{ id: number }>("select id from patient where last_name = 'ortiz'")).map(({ id }) => id),
  );
  const theirs = crowd.filter((invoice) => invoice.payerId !== null && payers.has(invoice.payerId)).map(({ id }) => id);
  expect(theirs.length).toBeGreaterThan(10);
  expect(find([[{ token: "ortiz", whole: true }]])).toEqual(theirs);
  expect(find([])).toEqual([]);
});

test("INV-4 an invoice for several people shows who they are", () => {
  const rows = file.db.read((db) =>
    listInvoices(db, everything, { sort: "date", descending: true, after: null, limit: 200 }),
  );
  const shared = rows.find((row) => row.patientId === null && (row.peopleNames ?? "").includes(" & "));
  expect(shared?.patient.firstName).toBeNull();
  expect(rows.filter((row) => row.patientId !== null).every((row) => row.peopleNames === null)).toBe(true);
});

test("INV-4 what somebody selected is listed in the order of the list, whatever the filter says", () => {
  const ids = [801, 5, 17, 400];
  const query: TrackerQuery = { ...everything, ids };
  expect(readAll(query, "number", false, 3)).toEqual(
    expected(everything, "number", false).filter((id) => ids.includes(id)),
  );
  expect(file.db.read((db) => totalInvoices(db, query)).count).toBe(4);
});

test("INV-4 a filter that no invoice answers is an empty list with empty totals", () => {
  const none: TrackerQuery = { ...everything, statuses: ["void"], ageBuckets: ["0_30"] };
  expect(readAll(none, "date", true, 50)).toEqual([]);
  expect(file.db.read((db) => totalInvoices(db, none))).toEqual({ count: 0, totalCents: 0, paidCents: 0, balanceCents: 0, isExact: true });
});

/** Every single filter of the tracker, and a status with a range of days. */
const singleFilters: readonly (readonly [string, Partial<TrackerQuery>])[] = [
  ["nothing", {}],
  ...invoiceStatuses.map((status) => [`status ${status}`, { statuses: [status] }] as const),
  ["two statuses", { statuses: ["void", "credited"] }],
  ...invoiceLineKinds.map((kind) => [`kind ${kind}`, { itemKinds: [kind] }] as const),
  ["never sent", { neverSent: true }],
  ...sentChannels.map((channel) => [`sent by ${channel}`, { channels: [channel] }] as const),
  ["has a reminder", { hasReminder: true }],
  ["done by a provider", { providerId: asId<StaffId>(2) }],
  ["a range of days", { invoicedFrom: toDay("2024-01-01"), invoicedTo: toDay("2024-12-31") }],
  ["a range of due days", { dueFrom: toDay("2024-01-01"), dueTo: toDay("2024-12-31") }],
  ["a range of service days", { serviceFrom: toDay("2024-01-01"), serviceTo: toDay("2024-12-31") }],
  ["a balance", { balanceFromCents: 1000 as Cents }],
  ...ageBuckets.map((bucket) => [`age ${bucket}`, { ageBuckets: [bucket] }] as const),
  ...(["overdue", "paid", "void"] as const).map(
    (status) => [`status ${status} since a day`, { statuses: [status], invoicedFrom: toDay("2026-01-01") }] as const,
  ),
];

const sortsOverAll = (plan: readonly string[]) => plan.filter((step) => step.includes("TEMP B-TREE FOR ORDER BY"));
const tableScans = (plan: readonly string[]) =>
  plan.filter((step) => /^SCAN (?!f$|g$|\(subquery)(?!.*USING (COVERING )?INDEX)/u.test(step));
const places: Readonly<Record<TrackerSort, TrackerPlace>> = {
  number: { key: 500, id: 500 },
  date: { key: "2025-01-01", id: 500 },
  due: { key: "2025-01-01", id: 500 },
  total: { key: 4000, id: 500 },
  balance: { key: 100, id: 500 },
  patient: { key: "=", id: 500 },
  payer: { key: "=", id: 500 },
  paid: { key: 100, id: 500 },
  age: { key: "aged:2025-01-01", id: 500 },
  status: { key: "paid:2025-01-01", id: 500 },
  sent: { key: "sent:2026-11-01T00:00:00.000Z", id: 500 },
  reminders: { key: "some:2", id: 500 },
};

test.each(singleFilters)("T1 however large the practice, %s walks an index in every order: nothing is sorted, no table is read through", (_title, chosen) => {
  const query: TrackerQuery = { ...everything, ...chosen };
  const access = walking(query);
  for (const sort of trackerSorts) {
    for (const descending of [true, false]) {
      for (const after of [null, places[sort]]) {
        const page: TrackerPage = { sort, descending, after, limit: 100 };
        const plan = file.db.read((db) => explainPage(db, query, page, access));
        expect([sort, sortsOverAll(plan)]).toEqual([sort, []]);
        expect([sort, tableScans(plan)]).toEqual([sort, []]);
      }
    }
  }
});

test("T1 a later page begins at its place in the index, also among drafts and in several states at once", () => {
  const plan = (part: Partial<TrackerQuery>, sort: TrackerSort, after: TrackerPlace, descending = true) =>
    file.db.read((db) => {
      const query: TrackerQuery = { ...everything, ...part };
      return explainPage(db, query, { sort, descending, after, limit: 100 }, { states: askedStates(query) });
    });
  expect(plan({}, "number", places.number).some((step) => step.includes("(number<?)") || step.includes("number<?"))).toBe(true);
  const merged = plan({ statuses: ["void", "credited"] }, "due", places.due);
  expect(merged.some((step) => step.startsWith("MERGE"))).toBe(true);
  const searches = merged.filter((step) => /^SEARCH i USING (COVERING )?INDEX invoice_state_due/u.test(step));
  // Each of the two states is entered at the rest of the very day, and beyond it.
  expect(searches.map((step) => /\((.*)\)/u.exec(step)?.[1])).toEqual([
    ...Array.from({ length: 2 }, () => "tracker_state=? AND due_on=? AND id<?"),
    ...Array.from({ length: 2 }, () => "tracker_state=? AND due_on<?"),
  ]);
});

test("T1 by sending or reminders of a range of days one index tells the rows apart, and no invoice is looked at for it", () => {
  const year = { invoicedFrom: toDay("2025-01-01"), invoicedTo: toDay("2025-12-31") };
  for (const [sort, index] of [["sent", "invoice_sent_last"], ["reminders", "invoice_reminded"]] as const) {
    for (const after of [null, places[sort]]) {
      const plan = file.db.read((db) => explainPage(db, { ...everything, ...year }, { sort, descending: true, after, limit: 50 }, { states: null }));
      const walks = plan.filter((step) => step.includes(index));
      expect(walks.length).toBeGreaterThan(0);
      expect(walks.filter((step) => !step.includes("COVERING"))).toEqual([]);
    }
  }
});

test("T1 few invoices are taken by their own filter, many are walked", () => {
  const way = (part: Partial<TrackerQuery>, sort: TrackerSort) =>
    file.db.read((db) => {
      const query = { ...everything, ...part };
      return accessTo(db, questionOf(db, query), sort) as never;
    }) as Access;
  expect(way({ dueFrom: toDay("2026-01-01") }, "balance")).toMatchObject({ along: { index: "date" } });
  // The order asked for leads straight to them.
  expect(way({ dueFrom: toDay("2026-01-01") }, "due")).toEqual({ states: null });
  expect(way({ statuses: ["void"] }, "date")).toHaveProperty("states");
  expect(way({ householdId: asId<HouseholdId>(3) }, "date")).toHaveProperty("ids");
});
