/**
 * Going back to what the books said (F-10, REP-3): effective up to a day, known at an instant. The kept
 * balances of today are taken, and what was booked later is taken back from them, so that a report of
 * today costs nothing and one of last week costs last week.
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { ReadableDb, SqlValue } from "../database.ts";

export type AsOf = {
  readonly asOf: Day;
  /** Null: everything known now. */
  readonly knownAt: Instant | null;
};

/** Entries that the report must not see. What is known now needs no look at when it was entered. */
function laterEntries({ asOf, knownAt }: AsOf): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const effective = "select id, kind, invoice_id, payment_id from entry where effective_on > ?";
  if (knownAt === null) return { sql: effective, values: [asOf] };
  return {
    sql: `${effective} union all select id, kind, invoice_id, payment_id from entry where entered_at > ? and effective_on <= ?`,
    values: [asOf, knownAt, asOf],
  };
}

/**
 * How much more (or less) an invoice was open then than its kept balance says now. What an entry of
 * one invoice books to receivable is that invoice's; a payment's is shared out by its settlements.
 */
export function invoiceChangesSince(db: ReadableDb, then: AsOf): ReadonlyMap<InvoiceId, number> {
  const { sql, values } = laterEntries(then);
  const rows = db.all<{ invoiceId: InvoiceId; cents: number }>(
    `with later as materialized (${sql})
     select invoiceId, sum(cents) as cents from (
       select l.invoice_id as invoiceId, p.amount_cents as cents
       from later l join posting p on p.entry_id = l.id
       where l.invoice_id is not null and p.account = 'receivable'
       union all
       select a.invoice_id, -a.amount_cents
       from later l join allocation a on a.payment_id = l.payment_id and a.entry_id = l.id
       where l.invoice_id is null
     ) group by invoiceId having sum(cents) <> 0`,
    ...values,
  );
  return new Map(rows.map(({ invoiceId, cents }) => [invoiceId, -cents]));
}

/** How much more credit a household had then than it has now. */
export function creditChangesSince(db: ReadableDb, then: AsOf): ReadonlyMap<HouseholdId, number> {
  const { sql, values } = laterEntries(then);
  const rows = db.all<{ householdId: HouseholdId; cents: number }>(
    `with later as materialized (${sql})
     select p.household_id as householdId, sum(p.amount_cents) as cents
     from later l join posting p on p.entry_id = l.id
     where p.account = 'household_credit' and p.household_id is not null
     group by p.household_id having sum(p.amount_cents) <> 0`,
    ...values,
  );
  // Credit stands on the credit side: what was posted since is taken back by adding it.
  return new Map(rows.map(({ householdId, cents }) => [householdId, cents]));
}

/** An account of the ledger as of then, debit positive. Reads every posting of the account. */
export function ledgerBalance(db: ReadableDb, account: string, { asOf, knownAt }: AsOf): number {
  const row = db.get<{ cents: number }>(
    `select coalesce(sum(p.amount_cents), 0) as cents from posting p join entry e on e.id = p.entry_id
     where p.account = ? and e.effective_on <= ? and (? is null or e.entered_at <= ?)`,
    account,
    asOf,
    knownAt,
    knownAt,
  );
  return row?.cents ?? 0;
}
