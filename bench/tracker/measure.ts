/**
 * T1, a page of the invoice tracker in the database: every single filter, and a status with a range of
 * days, in the orders of the budget, both ways; the first page, the page after 1,000 keyset steps, and
 * the last. A first page must hold as many rows as its filter leaves. Totals and other combinations
 * follow, with budgets of their own.
 */
import type { Database } from "#db/database.ts";
import type { TrackerQuery } from "#db/invoice-tracker/conditions.ts";
import { listInvoices, type TrackerRecord } from "#db/invoice-tracker/list.ts";
import type { TrackerPage, TrackerPlace } from "#db/invoice-tracker/orders.ts";
import { totalInvoices, type TrackerTotals } from "#db/invoice-tracker/totals.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import { ageBuckets, invoiceLineKinds, invoiceStatuses } from "#domain/invoices/status-words.ts";
import { emptyTrackerFilter, trackerSorts, type TrackerSort } from "#domain/invoices/tracker-query.ts";
import { toCents } from "#domain/money.ts";
import { percentile } from "../percentiles.ts";
import { benchDay } from "./many-invoices.ts";
import { openStoredPractice } from "./stored-practice.ts";

export type TrackerCase = {
  readonly filter: string;
  readonly sort: TrackerSort;
  readonly descending: boolean;
  readonly place: "first" | "after 1,000 steps" | "last";
  readonly rows: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

export type TrackerFigures = {
  readonly invoices: number;
  readonly pages: number;
  readonly p99Ms: number;
  readonly floorP99Ms: number;
  /** Pages that missed the budget of 4 ms. */
  readonly over: readonly TrackerCase[];
  /** Of the slowest list, its last page against its first. */
  readonly lastToFirst: number;
  readonly slowest: readonly TrackerCase[];
  readonly others: readonly { readonly what: string; readonly ms: number }[];
  readonly totals: readonly { readonly what: string; readonly ms: number; readonly count: number }[];
};

const { text: _text, payer: _payer, ...noFilter } = emptyTrackerFilter;
const everything: TrackerQuery = { ...noFilter, terms: [], payerTerms: null, number: null, today: benchDay };
const budgetSorts: readonly TrackerSort[] = ["date", "number", "due", "patient", "balance"];
const pageRows = 100;
const steps = 1_000;

const since = (days: number) => addDays(benchDay, -days);

/** One filter each. */
const single: readonly (readonly [string, Partial<TrackerQuery>])[] = [
  ["nothing", {}],
  ...invoiceStatuses.map((status) => [`status ${status}`, { statuses: [status] }] as const),
  ["statuses overdue, unpaid, part paid", { statuses: ["overdue", "unpaid", "part_paid"] }],
  ["never sent", { neverSent: true }],
  ["sent by letter", { channels: ["print"] }],
  ["has a reminder", { hasReminder: true }],
  ...invoiceLineKinds.map((kind) => [`item ${kind}`, { itemKinds: [kind] }] as const),
  ["date, a month", { invoicedFrom: since(30), invoicedTo: benchDay }],
  ["date, a year long ago", { invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }],
  ["due, a month", { dueFrom: since(30), dueTo: benchDay }],
  ["due, a year long ago", { dueFrom: toDay("2021-01-01"), dueTo: toDay("2021-12-31") }],
  ["service, a month", { serviceFrom: since(30), serviceTo: benchDay }],
  ["service, a year long ago", { serviceFrom: toDay("2021-01-01"), serviceTo: toDay("2021-12-31") }],
  ["balance from 100.00", { balanceFromCents: toCents(10_000) }],
  ["balance up to 50.00", { balanceFromCents: toCents(1), balanceToCents: toCents(5_000) }],
  ...ageBuckets.map((bucket) => [`age ${bucket}`, { ageBuckets: [bucket] }] as const),
];

/** A status with a range of days. */
const statusAndDays: readonly (readonly [string, Partial<TrackerQuery>])[] = [
  ["overdue since January", { statuses: ["overdue"], invoicedFrom: toDay("2026-01-01") }],
  ["paid in 2021", { statuses: ["paid"], invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }],
  ["paid, a month", { statuses: ["paid"], invoicedFrom: since(30), invoicedTo: benchDay }],
  ["void in 2020", { statuses: ["void"], invoicedFrom: toDay("2020-01-01"), invoicedTo: toDay("2020-12-31") }],
  ["refunded, due in 2022", { statuses: ["refunded"], dueFrom: toDay("2022-01-01"), dueTo: toDay("2022-12-31") }],
  ["unpaid, due this month", { statuses: ["unpaid"], dueFrom: toDay("2026-11-01"), dueTo: toDay("2026-11-30") }],
];

const combinations: readonly (readonly [string, Partial<TrackerQuery>, TrackerSort])[] = [
  ["paid services with a reminder, by total", { statuses: ["paid"], itemKinds: ["service"], hasReminder: true }, "total"],
  ["never sent, balance from 10.00, by patient", { neverSent: true, balanceFromCents: toCents(1_000) }, "patient"],
  ["void fees of 2021, by payer", { statuses: ["void"], itemKinds: ["fee"], invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }, "payer"],
  ["service day 2021 and paid, by balance", { statuses: ["paid"], serviceFrom: toDay("2021-01-01"), serviceTo: toDay("2021-12-31") }, "balance"],
  ["refunded products, by paid", { statuses: ["refunded"], itemKinds: ["product"] }, "paid"],
  ["due in 2020, reminded, by number", { dueFrom: toDay("2020-01-01"), dueTo: toDay("2020-12-31"), hasReminder: true }, "number"],
  ...trackerSorts.filter((sort) => !budgetSorts.includes(sort)).flatMap((sort) => [
    [`nothing, by ${sort}`, {}, sort] as const,
    [`void, by ${sort}`, { statuses: ["void" as const] }, sort] as const,
    [`a year, by ${sort}`, { invoicedFrom: toDay("2021-01-01"), invoicedTo: toDay("2021-12-31") }, sort] as const,
  ]),
];

export function measureTracker(invoices: number, tell: (words: string) => void, repeats = 60): TrackerFigures {
  const db = openStoredPractice({ patients: invoices, invoices }, tell);
  try {
    tell(`Reading pages of ${invoices.toLocaleString("en-US")} invoices…`);
    const cases: TrackerCase[] = [];
    let lastToFirst = 0;
    for (const [filter, part] of [...single, ...statusAndDays]) {
      const { count } = totalsOf(db, part);
      for (const sort of budgetSorts) {
        for (const descending of [true, false]) {
          const measured = measureList(db, filter, { ...everything, ...part }, sort, descending, repeats);
          if (measured[0]?.rows !== Math.min(count, pageRows)) throw new Error(`${filter} by ${sort} lost rows`);
          cases.push(...measured);
          const [first, last] = [measured.at(0), measured.find(({ place }) => place === "last")];
          if (first && last && last.p50Ms > 0.5) lastToFirst = Math.max(lastToFirst, last.p50Ms / first.p50Ms);
        }
      }
    }
    const floor = samples(repeats, () => db.read((read) => read.all(floorPage) as never));
    return {
      invoices,
      pages: cases.length,
      p99Ms: Math.max(...cases.map(({ p99Ms }) => p99Ms)),
      floorP99Ms: percentile(floor, 0.99),
      over: cases.filter(({ p99Ms }) => p99Ms > 4),
      lastToFirst,
      slowest: cases.toSorted((a, b) => b.p99Ms - a.p99Ms).slice(0, 20),
      others: combinations.map(([what, part, sort]) => ({
        what,
        ms: percentile(samples(3, () => page(db, { ...everything, ...part }, { sort, descending: true, after: null, limit: pageRows })), 0.5),
      })),
      totals: [...single, ...statusAndDays].map(([what, part]) => {
        let count = 0;
        const taken = samples(3, () => {
          ({ count } = totalsOf(db, part));
        });
        return { what, ms: percentile(taken, 0.5), count };
      }),
    };
  } finally {
    db.close();
  }
}

function totalsOf(db: Database, part: Partial<TrackerQuery>): TrackerTotals {
  return db.read<TrackerTotals>((read) => totalInvoices(read, { ...everything, ...part }));
}

/** The page of newest invoices, by hand. */
const floorPage = `select i.id, i.number, i.invoiced_on, i.due_on, i.total_cents, i.paid_cents, i.balance_cents, i.last_sent_at,
    h.name, p.first_name, p.last_name
  from invoice i join household h on h.id = i.household_id left join patient p on p.id = i.patient_id
  order by i.invoiced_on desc, i.id desc limit ${pageRows}`;

function measureList(
  db: Database,
  filter: string,
  query: TrackerQuery,
  sort: TrackerSort,
  descending: boolean,
  repeats: number,
): TrackerCase[] {
  const at = (after: TrackerPlace | null): TrackerPage => ({ sort, descending, after, limit: pageRows });
  const firstPage = page(db, query, at(null));
  const places: [TrackerCase["place"], TrackerPlace | null][] = [["first", null]];
  if (firstPage.length === pageRows) {
    const deep = descending ? stepsOn(db, query, at(null)) : null;
    if (deep) places.push(["after 1,000 steps", deep]);
    const fromTheEnd = page(db, query, { ...at(null), descending: !descending });
    const before = fromTheEnd.at(-1);
    if (before) places.push(["last", before.place]);
  }
  return places.map(([place, after]) => {
    const taken = samples(repeats, () => page(db, query, at(after)));
    const rows = page(db, query, at(after)).length;
    return { filter, sort, descending, place, rows, p50Ms: percentile(taken, 0.5), p99Ms: percentile(taken, 0.99) };
  });
}

/** The place 1,000 pages on, or the last one there is before the end. */
function stepsOn(db: Database, query: TrackerQuery, first: TrackerPage): TrackerPlace | null {
  const limit = 10 * pageRows;
  let after: TrackerPlace | null = null;
  for (let step = 0; step < steps; step += 10) {
    const rows: TrackerRecord[] = page(db, query, { ...first, after, limit });
    const last = rows.at(-1);
    if (rows.length < limit || !last) return after;
    after = last.place;
  }
  return after;
}

function page(db: Database, query: TrackerQuery, asked: TrackerPage): TrackerRecord[] {
  return db.read((read) => listInvoices(read, query, asked) as never) as TrackerRecord[];
}

function samples(count: number, work: () => unknown): number[] {
  work();
  return Array.from({ length: count }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}
