/**
 * What one act wrote about the memberships of a household, told by row ids and by images of the rows
 * it may alter, so that the act can be taken back exactly (F-12). An act is one transaction of the
 * one writer, so every row between two marks is its own.
 */
import type { HouseholdId } from "#domain/identity.ts";
import type { ReadableDb, SqlValue, WritableDb } from "../database.ts";

const marked = [
  "entry",
  "allocation",
  "credit",
  "payment",
  "invoice",
  "period",
  "membership_schedule",
  "membership_draw_shift",
  "membership_hold",
  "membership_cancellation",
  "membership_lapse",
  "benefit_grant",
] as const;
export type MarkedTable = (typeof marked)[number];
/** The newest row id of each table. */
export type Marks = Readonly<Record<MarkedTable, number>>;

const marksSql = `select ${marked.map((table) => `(select coalesce(max(id), 0) from ${table}) as ${table}`).join(", ")}`;

export function readMarks(db: ReadableDb): Marks {
  const marks = db.get<Marks>(marksSql);
  if (!marks) throw new Error("a select without a table answers one row");
  return marks;
}

/** The columns that changes alter in place, by table. Money is never altered: it is reversed (F-10). */
const altered = {
  membership: ["plan_id", "benefit_year_on"],
  membership_schedule: ["withdrawn_at"],
  membership_draw_shift: ["withdrawn_at"],
  membership_hold: ["until_on", "withdrawn_at", "paid_through_on", "moved_cents"],
  membership_cancellation: ["withdrawn_at", "rejoined_on"],
  membership_lapse: ["ended_at", "rejoined_on"],
  period: ["in_force"],
  benefit_grant: ["to_on", "quantity", "closed_on", "rolled", "forfeited"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type AlteredTable = keyof typeof altered;
export const alteredTables = Object.keys(altered) as readonly AlteredTable[];

export type RowImage = { readonly id: number } & Readonly<Record<string, SqlValue>>;
/** Rows as they were before the act, only those it altered. */
export type Images = Readonly<Record<AlteredTable, readonly RowImage[]>>;

export function readImages(db: ReadableDb, householdId: HouseholdId): Images {
  const read = (table: AlteredTable): RowImage[] =>
    db.all<RowImage>(
      `select id, ${altered[table].join(", ")} from ${table} where ${
        table === "membership" ? "" : "membership_id in (select id from membership where "
      }household_id = ?${table === "membership" ? "" : ")"} order by id`,
      householdId,
    );
  return Object.fromEntries(alteredTables.map((table) => [table, read(table)])) as Record<AlteredTable, RowImage[]>;
}

/** The images of the rows that are not any more as they were. */
export function alteredSince(before: Images, after: Images): Images {
  const changed = (table: AlteredTable): RowImage[] => {
    const now = new Map(after[table].map((row) => [row.id, JSON.stringify(row)]));
    return before[table].filter((row) => now.get(row.id) !== JSON.stringify(row));
  };
  return Object.fromEntries(alteredTables.map((table) => [table, changed(table)])) as Record<AlteredTable, RowImage[]>;
}

/** Puts the altered columns of one row back. */
export function putBack(db: WritableDb, table: AlteredTable, row: RowImage): void {
  const columns = altered[table];
  db.exec(
    `update ${table} set ${columns.map((column) => `${column} = ?`).join(", ")} where id = ?`,
    ...columns.map((column) => row[column] ?? null),
    row.id,
  );
}

/** Everything an act made, and what it altered. */
export type Trace = {
  readonly from: Marks;
  readonly to: Marks;
  readonly before: Images;
  /** The grants it made, with the uses that were carried into them (MEM-9). */
  readonly grants: readonly { readonly id: number; readonly used: number }[];
};

export function listGrantsMade(db: ReadableDb, from: Marks): { id: number; used: number }[] {
  return db.all("select id, used from benefit_grant where id > ? order by id", from.benefit_grant);
}
