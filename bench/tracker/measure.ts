/**
 * T1, a page of the invoice tracker in the database: every single filter, and a status with a range of
 * days, in the orders of the budget, both ways; the first page, the page after 1,000 keyset steps, and
 * the last. A first page must hold as many rows as its filter leaves. Totals and other combinations
 * follow, with budgets of their own.
 */
import type { Database } from "#db/database.ts";
import type { TrackerQuery } from "#db/invoice-tracker/conditions.ts";
import { listInvoices, type TrackerRecord } from "#db/invoice-tracker/list.ts";
import type { TrackerPage, TrackerPlace } from "#db/invoice-tracker/parts.ts";
import { totalInvoices, type TrackerTotals } from "#db/invoice-tracker/totals.ts";
import { trackerPageRows as pageRows, type TrackerSort } from "#domain/invoices/tracker-query.ts";
import { percentile } from "../percentiles.ts";
import { budgetSorts, combinations, everything, single, statusAndDays } from "./cases.ts";
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
  /** Of all pages together. */
  readonly p99Ms: number;
  /** Of the slowest page. */
  readonly slowestP99Ms: number;
  readonly floorP99Ms: number;
  /** Pages that missed the budget of 4 ms. */
  readonly over: readonly TrackerCase[];
  /** Of the slowest list, its last page against its first. */
  readonly lastToFirst: number;
  readonly slowest: readonly TrackerCase[];
  readonly others: readonly { readonly what: string; readonly ms: number }[];
  readonly totals: readonly { readonly what: string; readonly ms: number; readonly count: number }[];
};

const steps = 1_000;

export function measureTracker(invoices: number, tell: (words: string) => void, repeats = 60): TrackerFigures {
  const db = openStoredPractice({ patients: invoices, invoices }, tell);
  try {
    tell(`Reading pages of ${invoices.toLocaleString("en-US")} invoices…`);
    return measurePages(db, invoices, repeats);
  } finally {
    db.close();
  }
}

export function measurePages(db: Database, invoices: number, repeats: number): TrackerFigures {
  const cases: TrackerCase[] = [];
  const all: number[] = [];
  let lastToFirst = 0;
  for (const [filter, part] of [...single, ...statusAndDays]) {
    const { count } = totalsOf(db, part);
    for (const sort of budgetSorts) {
      for (const descending of [true, false]) {
        const measured = measureList(db, filter, { ...everything, ...part }, sort, descending, repeats, all);
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
    p99Ms: percentile(all, 0.99),
    slowestP99Ms: Math.max(...cases.map(({ p99Ms }) => p99Ms)),
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
  all: number[],
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
    for (const ms of taken) all.push(ms);
    const rows = page(db, query, at(after)).length;
    return { filter, sort, descending, place, rows, p50Ms: percentile(taken, 0.5), p99Ms: percentile(taken, 0.99) };
  });
}

/** The place 1,000 pages on, or the last one there is before the end. */
function stepsOn(db: Database, query: TrackerQuery, first: TrackerPage): TrackerPlace | null {
  const limit = 4 * pageRows;
  let after: TrackerPlace | null = null;
  for (let step = 0; step < steps; step += 4) {
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
