/** Numbers that people see have no gaps and no doubles; a void invoice keeps its number (F-14). */
import type { ReadableDb } from "../database.ts";
import { countRows, mostBreaches, type Breach, type Check } from "./check.ts";

const series = [
  { name: "invoice", table: "invoice", column: "number" },
  { name: "receipt", table: "payment", column: "receipt_number" },
  { name: "gift certificate", table: "gift_certificate", column: "number" },
  { name: "credit note", table: "credit_note", column: "number" },
  { name: "deposit", table: "deposit", column: "number" },
  { name: "statement", table: "statement", column: "number" },
] as const;

export const numberChecks: readonly Check[] = series.map((one) => ({
  name: `The ${one.name} numbers have no gaps`,
  rows: (db) => countRows(db, one.table),
  breaches: (db) => gaps(db, one),
}));

function gaps(db: ReadableDb, one: (typeof series)[number]): Breach[] {
  const { name, table, column } = one;
  const next = db.get<{ next: number }>("select next from number_series where name = ?", name.replace(" ", "_"))?.next;
  if (next === undefined) return [{ what: `The ${name} series is missing`, rowIds: [] }];
  const rows = db.all<{ id: number; number: number; before: number | null }>(
    `select id, number, before from (
       select id, ${column} as number, lag(${column}) over (order by ${column}) as before
       from ${table} where ${column} is not null)
     where number <> coalesce(before, 0) + 1 limit ${mostBreaches}`,
  );
  const last = db.get<{ number: number | null }>(`select max(${column}) as number from ${table}`)?.number ?? 0;
  return [
    ...rows.map((row) => ({ what: `A ${name} number before this row is missing or doubled`, rowIds: [row.id] })),
    ...(last === next - 1 ? [] : [{ what: `The last ${name} number and its series do not agree`, rowIds: [] }]),
  ];
}
