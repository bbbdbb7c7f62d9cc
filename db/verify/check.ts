/** What a check of `verify` is, and how one that is a single question in SQL is asked (F-16). */
import type { ReadableDb } from "../database.ts";

export type Breach = { readonly what: string; readonly rowIds: readonly number[] };

export type Check = {
  /** The promise in words, as the report shows it. */
  readonly name: string;
  /** How many rows the promise is about. */
  readonly rows: (db: ReadableDb) => number;
  /** Everything that breaks it, at most `mostBreaches`. */
  readonly breaches: (db: ReadableDb) => Breach[];
};

/** More than this of one kind tells nobody more. */
export const mostBreaches = 100;

/** A promise about a table, with a query for the ids of the rows that break it and what to say of each. */
export function sqlCheck(check: {
  readonly name: string;
  readonly table: string;
  readonly find: string;
  readonly what: string;
}): Check {
  return {
    name: check.name,
    rows: (db) => countRows(db, check.table),
    breaches: (db) =>
      db
        .all<{ id: number; other?: number | null }>(`${check.find} limit ${mostBreaches}`)
        .map((row) => ({
          what: check.what,
          rowIds: row.other === undefined || row.other === null ? [row.id] : [row.id, row.other],
        })),
  };
}

export function countRows(db: ReadableDb, table: string): number {
  return db.get<{ n: number }>(`select count(*) as n from ${table}`)?.n ?? 0;
}
