/**
 * A1: aging of all accounts against a floor of hand-written SQL in the same run, interleaved. The sums
 * are first compared with a full recomputation from entries and settlements, to the cent.
 */
import type { ReadableDb } from "#db/database.ts";
import { ageHouseholds } from "#db/reports/aging.ts";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import { agingColumns, openSum } from "#domain/reports/aging-sums.ts";
import { spreadOf, type Spread } from "../percentiles.ts";
import { makeBooks } from "./books.ts";

const asOf = toDay("2026-11-22");
const question = (on: Day) => ({ asOf: on, knownAt: null, ageFrom: "due" as const, timeZone: "America/New_York" });

/** The least that can be asked: kept balances by age, one statement, nothing of the application. */
const floorSql = `select household_id, sum(balance_cents * (due_on >= '2026-10-23')), sum(balance_cents * (due_on < '2026-10-23' and due_on >= '2026-09-23')),
  sum(balance_cents * (due_on < '2026-09-23' and due_on >= '2026-08-24')), sum(balance_cents * (due_on < '2026-08-24'))
  from invoice indexed by invoice_open where balance_cents > 0 and voided_on is null group by household_id`;

function recomputed(db: ReadableDb, on: Day): number[] {
  const row = db.get<Record<string, number>>(
    `select sum(o * (due_on >= ?)) as a, sum(o * (due_on < ? and due_on >= ?)) as b, sum(o * (due_on < ? and due_on >= ?)) as c, sum(o * (due_on < ?)) as d
     from (select i.due_on, i.total_cents - coalesce((select sum(a.amount_cents) from allocation a where a.invoice_id = i.id and a.effective_on <= ?), 0) as o
       from invoice i where i.invoiced_on <= ?)`,
    ...[30, 30, 60, 60, 90, 90].map((days) => addDays(on, -days)),
    on,
    on,
  );
  return ["a", "b", "c", "d"].map((key) => row?.[key] ?? 0);
}

export type AgingFigures = {
  readonly entries: number;
  readonly todayMs: Spread;
  readonly floorMs: Spread;
  readonly monthAgoMs: Spread;
  readonly ratio: number;
};

/** A million invoices make two million entries. */
export function measureAging(invoices: number, tell: (words: string) => void): AgingFigures {
  tell(`Making books of ${invoices.toLocaleString("en-US")} invoices…`);
  const books = makeBooks(invoices);
  try {
    const { db } = books;
    const entries = db.read((r): number => r.get<{ n: number }>("select count(*) as n from entry")?.n ?? 0);
    for (const on of [asOf, addDays(asOf, -30), addDays(asOf, -400)]) {
      const aged = db.read((r): ReturnType<typeof ageHouseholds> => ageHouseholds(r, question(on)));
      const sums = agingColumns.map((column) => aged.reduce((sum, one) => sum + one.sums[column], 0));
      const wanted = db.read((r): number[] => recomputed(r, on));
      if (JSON.stringify(sums) !== JSON.stringify(wanted)) throw new Error(`as of ${on}: ${sums.join()} is not ${wanted.join()}`);
    }
    const timed = (work: () => unknown): number => {
      const from = performance.now();
      work();
      return performance.now() - from;
    };
    const taken = { today: [] as number[], floor: [] as number[], month: [] as number[] };
    for (let run = 0; run < 7; run += 1) {
      taken.floor.push(timed(() => db.read((r): number => r.all(floorSql).length)));
      taken.today.push(timed(() => db.read((r): number => ageHouseholds(r, question(asOf)).reduce((sum, { sums }) => sum + openSum(sums), 0))));
      taken.month.push(timed(() => db.read((r): number => ageHouseholds(r, question(addDays(asOf, -30))).length)));
    }
    const [todayMs, floorMs, monthAgoMs] = [spreadOf(taken.today), spreadOf(taken.floor), spreadOf(taken.month)];
    return { entries, todayMs, floorMs, monthAgoMs, ratio: todayMs.median / floorMs.median };
  } finally {
    books.dispose();
  }
}
