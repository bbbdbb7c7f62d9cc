/**
 * The rows that go along when a household is merged into another (MEM-15), and come back when that is
 * undone. Journal entries stay where they were booked: the balance moves by transfers.
 */
import type { HouseholdId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

/** Tables whose rows belong to whoever the household is now. */
export const goAlong = [
  "patient",
  "membership",
  "invoice",
  "credit_note",
  "payment",
  "credit",
  "refund",
  "gift_certificate",
  "payment_plan",
  "package_sale",
  "charge_attempt",
  "refund_attempt",
  "dispute",
  "held_coupon",
  "dunning_case",
  "notice",
  "mail",
  "statement",
  "document",
  "yearly_statement",
  "portal_request",
] as const;

/** Tables with rules of their own: history that is never edited, cards, and what waits for a person. */
export const staysOrIsDecided = ["entry", "posting", "card", "attention", "household_merge"] as const;

/** A row's key: most have a number, a charge its own text. */
export type RowKey = number | string;
export type RowsByTable = Readonly<Record<string, readonly RowKey[]>>;

/** The rows of a household in every table that goes along, empty ones left out. */
export function listRowsThatGoAlong(db: ReadableDb, householdId: HouseholdId): RowsByTable {
  const rows: Record<string, readonly RowKey[]> = {};
  for (const table of goAlong) {
    const ids = db
      .all<{ id: RowKey }>(`select id from ${table} where household_id = ? order by id`, householdId)
      .map(({ id }) => id);
    if (ids.length > 0) rows[table] = ids;
  }
  return rows;
}

/** Gives rows to a household. A membership or a chart that moves is a new version of itself. */
export function giveRows(db: WritableDb, rows: RowsByTable, to: HouseholdId): void {
  for (const [table, ids] of Object.entries(rows)) {
    const version = table === "patient" || table === "membership" ? ", version = version + 1" : "";
    for (const id of ids) db.exec(`update ${table} set household_id = ?${version} where id = ?`, to, id);
  }
}

export type DrawPlace = { readonly invoiceId: number; readonly drawOn: string; readonly drawSeq: number };

/** Draw invoices of a household that would stand on the same day and number as one of another's. */
export function listDrawsInTheWay(db: ReadableDb, of: HouseholdId, other: HouseholdId): DrawPlace[] {
  return db.all<DrawPlace>(
    `select a.id as invoiceId, a.draw_on as drawOn, a.draw_seq as drawSeq from invoice a
     where a.household_id = ? and a.kind = 'draw' and a.voided_on is null and exists (
       select 1 from invoice b where b.household_id = ? and b.kind = 'draw' and b.voided_on is null
         and b.draw_on = a.draw_on and b.draw_seq = a.draw_seq)
     order by a.id`,
    of,
    other,
  );
}

export function setDrawSeq(db: WritableDb, invoiceId: number, drawSeq: number): void {
  db.exec("update invoice set draw_seq = ? where id = ?", drawSeq, invoiceId);
}

/** A number that no draw of either household has on a day. */
export function freeDrawSeq(db: ReadableDb, households: readonly [HouseholdId, HouseholdId], drawOn: string): number {
  return (
    db.get<{ next: number }>(
      `select coalesce(max(draw_seq), -1) + 1 as next from invoice
       where household_id in (?, ?) and draw_on = ? and kind = 'draw' and voided_on is null`,
      ...households,
      drawOn,
    )?.next ?? 0
  );
}

/** Whether anything of a household waits for an answer about a charge or a refund (BIL-8). */
export function hasUnresolvedCharge(db: ReadableDb, householdId: HouseholdId): boolean {
  return (
    db.get(
      `select 1 from charge_attempt where household_id = ? and state in ('sent','pending','unknown')
       union all select 1 from refund_attempt where household_id = ? and state in ('sent','pending','unknown') limit 1`,
      householdId,
      householdId,
    ) !== undefined
  );
}

export type OpenInvoice = {
  readonly invoiceId: number;
  readonly number: number;
  readonly patientId: number | null;
  readonly balanceCents: number;
};

/** Issued invoices with something owed, oldest first. */
export function listOwed(db: ReadableDb, householdId: HouseholdId): OpenInvoice[] {
  return db.all<OpenInvoice>(
    `select id as invoiceId, number, patient_id as patientId, balance_cents as balanceCents from invoice
     where household_id = ? and balance_cents > 0 and voided_on is null and issued_at is not null order by due_on, id`,
    householdId,
  );
}

/** What waits for a person about one household, still unresolved. */
export function listAttention(db: ReadableDb, householdId: HouseholdId): { id: number; kind: string; subject: string }[] {
  return db.all(
    "select id, kind, subject from attention where household_id = ? and resolved_at is null order by id",
    householdId,
  );
}

export function listCardIds(db: ReadableDb, householdId: HouseholdId): number[] {
  return db
    .all<{ id: number }>("select id from card where household_id = ? and removed_at is null order by id", householdId)
    .map(({ id }) => id);
}
