/** The rows that one act made and that still stand, by the marks before and after it. */
import type { EntryId, HouseholdId, InvoiceId, MembershipId, PaymentId, CreditId } from "#domain/identity.ts";
import type { Instant } from "#domain/calendar.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import type { LiveAllocation } from "../invoices.ts";
import type { MarkedTable, RowImage, Trace } from "./change-trace.ts";

type Span = Pick<Trace, "from" | "to">;

/** Ids of rows of one table, with a condition on them. */
function madeIds<Id extends number>(db: ReadableDb, span: Span, table: MarkedTable, condition: string): Id[] {
  return db
    .all<{ id: Id }>(
      `select id from ${table} where id > ? and id <= ? and ${condition} order by id desc`,
      span.from[table],
      span.to[table],
    )
    .map(({ id }) => id);
}

export const listPaymentsMade = (db: ReadableDb, span: Span): PaymentId[] =>
  madeIds<PaymentId>(db, span, "payment", "reversed_on is null");

export const listInvoicesMade = (db: ReadableDb, span: Span): InvoiceId[] =>
  madeIds<InvoiceId>(db, span, "invoice", "voided_on is null");

export const listCreditsMade = (db: ReadableDb, span: Span): CreditId[] =>
  madeIds<CreditId>(db, span, "credit", "taken_back_on is null");

/** Settlements that were made and stand, the newest first. */
export function listAllocationsMade(db: ReadableDb, { from, to }: Span): LiveAllocation[] {
  return db.all<LiveAllocation>(
    `select id as allocationId, invoice_id as invoiceId, source, payment_id as paymentId, credit_id as creditId,
       amount_cents as amountCents, entry_id as entryId
     from allocation a where id > ? and id <= ? and reverses_id is null
       and not exists (select 1 from allocation b where b.reverses_id = a.id) order by id desc`,
    from.allocation,
    to.allocation,
  );
}

/** Entries that were made and were not reversed, the newest first; reversals among them are not. */
export function listEntriesMade(db: ReadableDb, { from, to }: Span): EntryId[] {
  return db
    .all<{ id: EntryId }>(
      `select id from entry e where id > ? and id <= ? and reverses_id is null
         and not exists (select 1 from entry r where r.reverses_id = e.id) order by id desc`,
      from.entry,
      to.entry,
    )
    .map(({ id }) => id);
}

/** Whether anything was booked for the household after an act. */
export function hasMoneyMovedSince(db: ReadableDb, { to }: Span, householdId: HouseholdId): boolean {
  return db.get("select 1 from entry where household_id = ? and id > ? limit 1", householdId, to.entry) !== undefined;
}

/** Whether the memberships' own records or billed days have gone on after an act. */
export function hasGoneOnSince(db: ReadableDb, { to }: Span, membershipIds: readonly MembershipId[]): boolean {
  const newer = (table: MarkedTable, condition = "1"): boolean =>
    membershipIds.some(
      (id) =>
        db.get(`select 1 from ${table} where membership_id = ? and id > ? and ${condition} limit 1`, id, to[table]) !==
        undefined,
    );
  return (
    newer("membership_schedule", "withdrawn_at is null") ||
    newer("membership_hold", "withdrawn_at is null") ||
    newer("membership_draw_shift", "withdrawn_at is null") ||
    newer("membership_cancellation", "withdrawn_at is null") ||
    newer("membership_lapse")
  );
}

/** Whether days of the memberships were billed, covered or cut after an act. */
export function hasBilledSince(db: ReadableDb, { to }: Span, membershipIds: readonly MembershipId[]): boolean {
  return membershipIds.some(
    (id) => db.get("select 1 from period where membership_id = ? and id > ? limit 1", id, to.period) !== undefined,
  );
}

/** Puts the records that an act made out of force; their rows stay (F-12). */
export function withdrawMade(db: WritableDb, { from, to }: Span, at: Instant): void {
  for (const table of ["membership_schedule", "membership_draw_shift", "membership_hold", "membership_cancellation"] as const)
    db.exec(
      `update ${table} set withdrawn_at = ? where id > ? and id <= ? and withdrawn_at is null`,
      at,
      from[table],
      to[table],
    );
}

/** Takes the billed days an act made out of force, and puts those back that it cut, as new rows (F-13). */
export function restorePeriods(db: WritableDb, { from, to, before }: Trace, at: Instant): void {
  db.exec("update period set in_force = 0, ended_at = ? where id > ? and id <= ? and in_force = 1", at, from.period, to.period);
  for (const { id, in_force: inForce } of before.period)
    if (inForce === 1)
      db.exec(
        `insert into period (membership_id, item, kind, amount_cents, seq, from_on, to_on, paid_to_on, charge_on,
           invoice_id, invoice_line_id, created_at)
         select membership_id, item, kind, amount_cents, seq, from_on, to_on, paid_to_on, charge_on,
           invoice_id, invoice_line_id, ? from period where id = ?`,
        at,
        id,
      );
}

/** The ends of memberships that a rejoining ended run again; what is billed by now came before them. */
export function restoreEnd(db: WritableDb, table: "membership_cancellation" | "membership_lapse", { id }: RowImage): void {
  db.exec(`update ${table} set after_period_id = (select coalesce(max(id), 0) from period) where id = ?`, id);
}

/** Whether any grant an act made was used since. */
export function areGrantsUsedSince(db: ReadableDb, { grants }: Trace): boolean {
  return grants.some(
    // Units that rolled over since stand on the grant as uses do.
    ({ id, used }) => db.get("select 1 from benefit_grant where id = ? and (used <> ? or rolled > 0)", id, used) !== undefined,
  );
}

export function removeGrants(db: WritableDb, { grants }: Trace): void {
  for (const { id } of grants) db.exec("delete from benefit_grant where id = ?", id);
}
