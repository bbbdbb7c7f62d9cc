/**
 * Rows for tests of the schema itself: a valid row of any table, made from what the schema says of
 * its columns, with the rows it refers to. A new table needs a word here only where its rules reach
 * over several columns.
 */
import type { SqlValue, WritableDb } from "./database.ts";

export type Column = {
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly dflt_value: string | null;
  readonly pk: number;
};
export type Reference = { readonly from: string; readonly table: string };
export type Row = Readonly<Record<string, SqlValue>>;

type Told = SqlValue | ((db: WritableDb) => SqlValue);

const closed = { closed_on: null, closed_at: null, outcome: null } as const;

/** Values that the columns alone do not tell. */
const told: Readonly<Record<string, Readonly<Record<string, Told>>>> = {
  practice: { id: 1 },
  training_clock: { id: 1 },
  card_event_place: { id: 1 },
  invoice: { kind: "manual", number: null },
  credit_note: { total_cents: 500, tax_cents: 0, to_credit_cents: 0 },
  period: { from_on: "2026-01-31", to_on: "2026-02-28" },
  credit: { amount_cents: 500, left_cents: 500 },
  allocation: { source: "write_off", amount_cents: 100 },
  card: { last4: "4242" },
  credit_move: { amount_cents: 100, undone_at: null, undone_by: null },
  refund_attempt: { origin: "found", charge_id: null, payment_id: null, household_id: null, booked_as: null, entry_id: null },
  charge_attempt: { invoice_id: (db) => insertRow(db, "invoice"), card_id: (db) => insertRow(db, "card") },
  own_text: { language: "en", subject: null, body: null },
  dunning_case: closed,
  dunning_retry: { state: "skipped", attempt_id: null },
  portal_settings: { id: 1 },
  portal_request: { state: "open", reason: "", membership_id: null, decided_at: null },
  mail_account: { id: 1, fault: null, paused_until: null },
  mail_check: { id: 1, fault: null, paused_until: null },
  mail: { about: "document", notice_id: null, document_id: (db) => insertRow(db, "document"), ended_at: null },
  membership_draw_shift: { draw_on: "2026-03-31", collect_on: "2026-04-02" },
  membership_hold: { from_on: "2026-01-31", until_on: null, fee: "none", fee_cents: 0 },
  membership_cancellation: { settlement: "none", refund_by: null },
  deposit: { confirmed_on: null, undone_on: null, undo_reason: null },
  payout: { bank_on: null, bank_cents: null },
  payout_place: { id: 1 },
  location_statement: { from_on: "2026-03-01", to_on: "2026-03-31" },
  refund: { paid_by: "credit", written_on: null, check_number: null, credit_id: null, attempt_id: null, invoice_id: (db) => insertRow(db, "invoice"), payment_id: (db) => insertRow(db, "payment") },
  payment: { reversed_on: null, reversed_as: null },
  gift_certificate: { code: "ABCD-EFGH", amount_cents: 500, left_cents: 500 },
  gift_certificate_move: { kind: "cancelled", amount_cents: -100 },
  package_sale: { cancelled_on: null, cancel_reason: null },
  package_use: { kind: "expired" },
  benefit_grant: { origin: "plan", rolled_from: null },
  wallet_move: { kind: "banked", cents: 100, payment_id: null, period_id: (db) => insertRow(db, "period") },
  payment_plan: { ended_on: null, end_reason: null, signed_on: null, sign_method: null },
  payment_plan_part: { cents: 100, through_cents: 100 },
  appointment: { starts_at: "2026-03-01T09:00:00.000Z", ends_at: "2026-03-01T10:00:00.000Z" },
};

export function columnsOf(db: WritableDb, table: string): Column[] {
  return db.all<Column>("select name, type, \"notnull\", dflt_value, pk from pragma_table_info(?)", table);
}

export function referencesOf(db: WritableDb, table: string): Reference[] {
  return db.all<Reference>("select \"from\", \"table\" from pragma_foreign_key_list(?)", table);
}

export function tablesOf(db: WritableDb): string[] {
  return db
    .all<{ name: string }>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    .map(({ name }) => name);
}

/** The expressions of a table's CHECKs, as written. */
export function checksOf(db: WritableDb, table: string): string[] {
  const sql = db.get<{ sql: string }>("select sql from sqlite_master where type = 'table' and name = ?", table)?.sql ?? "";
  const checks: string[] = [];
  for (const start of sql.matchAll(/\bcheck \(/g)) {
    const from = start.index + start[0].length;
    let depth = 1;
    let to = from;
    for (; depth > 0; to += 1) depth += { "(": 1, ")": -1 }[sql[to] ?? ""] ?? 0;
    checks.push(sql.slice(from, to - 1).replaceAll(/\s+/g, " "));
  }
  return checks;
}

let counter = 1000;

/** A valid row that differs from every other in its unique columns; the rows it refers to are there. */
export function validRow(db: WritableDb, table: string, over: Row = {}): Row {
  const references = new Map(referencesOf(db, table).map(({ from, table: to }) => [from, to]));
  const checks = checksOf(db, table);
  const row: Record<string, SqlValue> = {};
  counter += 1;
  for (const column of columnsOf(db, table)) {
    const isRowId = column.pk === 1 && column.type.toLowerCase() === "integer" && !references.has(column.name);
    if (column.name in over) row[column.name] = over[column.name] ?? null;
    else if (told[table] && column.name in told[table]) row[column.name] = toldValue(db, told[table][column.name]);
    else if (isRowId || column.dflt_value !== null || (column.notnull === 0 && column.pk === 0)) continue;
    else row[column.name] = valueFor(db, column, references.get(column.name), checks);
  }
  return row;
}

function toldValue(db: WritableDb, value: Told | undefined): SqlValue {
  return (typeof value === "function" ? value(db) : value) ?? null;
}

function valueFor(db: WritableDb, column: Column, refersTo: string | undefined, checks: readonly string[]): SqlValue {
  if (refersTo !== undefined) return insertRow(db, refersTo);
  const allowed = checks.find((check) => check.startsWith(`${column.name} in (`));
  if (allowed) {
    const first = /in \(\s*('([^']*)'|\d+)/.exec(allowed);
    return first?.[2] ?? Number(first?.[1]);
  }
  const between = checks.map((check) => new RegExp(`^${column.name} between (\\d+) and`).exec(check)).find((match) => match !== null);
  if (between) return Number(between[1]);
  if (column.type.toLowerCase() === "integer") return counter;
  if (column.name === "time_zone") return "UTC";
  if (column.name.endsWith("_on")) return "2026-03-01";
  if (column.name.endsWith("_at")) return "2026-03-01T09:00:00.000Z";
  return `${column.name}-${counter}`;
}

/** Inserts a valid row and answers its id. */
export function insertRow(db: WritableDb, table: string, over: Row = {}): number {
  return insertExactly(db, table, validRow(db, table, over));
}

export function insertExactly(db: WritableDb, table: string, row: Row): number {
  const names = Object.keys(row);
  const text =
    names.length === 0
      ? `insert into ${table} default values`
      : `insert into ${table} (${names.map((name) => `"${name}"`).join(", ")}) values (${names.map(() => "?").join(", ")})`;
  return db.exec(text, ...Object.values(row)).id;
}
