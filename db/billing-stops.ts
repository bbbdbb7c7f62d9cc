/**
 * Why billing stands still until a person has looked (BIL-20, F-19): the file was restored, it was
 * opened on another computer, or the clock is not believed. At most one live row a reason.
 */
import type { Instant } from "#domain/calendar.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type StopReason = "restored" | "other_computer" | "clock";

export type BillingStop = {
  readonly id: number;
  readonly reason: StopReason;
  readonly sinceAt: Instant;
  readonly detail: string;
};

/** The oldest stop that nobody has lifted, or undefined when billing may go on. */
export function findBillingStop(db: ReadableDb): BillingStop | undefined {
  return db.get<BillingStop>(
    "select id, reason, since_at as sinceAt, detail from billing_stop where lifted_at is null order by id limit 1",
  );
}

/** Stops billing, once a reason; answers whether this is a new stop. */
export function insertBillingStop(
  db: WritableDb,
  stop: { readonly reason: StopReason; readonly sinceAt: Instant; readonly detail: string },
): boolean {
  const { changes } = db.exec(
    `insert into billing_stop (reason, since_at, detail, after_run_id, last_household_id, last_invoice_id)
     select ?, ?, ?, (select max(id) from billing_run), (select coalesce(max(id), 0) from household),
       (select coalesce(max(id), 0) from invoice) where not exists (select 1 from billing_stop where reason = ? and lifted_at is null)`,
    stop.reason,
    stop.sinceAt,
    stop.detail,
    stop.reason,
  );
  return changes === 1;
}

/** What billing last knew of the time: the last run, or a person's word since then (F-19). */
export function lastTrustedTime(db: ReadableDb): Instant | null {
  const run = db.get<{ id: number; at: Instant }>(
    "select id, started_at as at from billing_run order by id desc limit 1",
  );
  if (!run) return null;
  const word = db.get<{ at: Instant }>(
    `select lifted_at as at from billing_stop
     where reason = 'clock' and after_run_id = ? and lifted_at is not null order by id desc limit 1`,
    run.id,
  );
  return word?.at ?? run.at;
}

/**
 * Up to which ids households and invoices of a file that came from elsewhere are the ones a charge of
 * the lost days may mean; without a bound the file never came from elsewhere (BIL-20).
 */
export function findArrivalBounds(db: ReadableDb): { readonly householdId: number; readonly invoiceId: number } {
  const row = db.get<{ householdId: number | null; invoiceId: number | null }>(
    `select min(last_household_id) as householdId, min(last_invoice_id) as invoiceId from billing_stop
     where reason in ('restored', 'other_computer') and (lifted_at is null or id =
       (select max(id) from billing_stop where reason in ('restored', 'other_computer')))`,
  );
  return {
    householdId: row?.householdId ?? Number.MAX_SAFE_INTEGER,
    invoiceId: row?.invoiceId ?? Number.MAX_SAFE_INTEGER,
  };
}
