/** First closes of days and the counts of their drawers (INV-12): one close a day, a row for each count. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { Pieces } from "#domain/closing/denominations.ts";
import type { EntryId, PaymentId, StaffId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type DayCloseRow = {
  readonly closeId: number;
  readonly dayOn: Day;
  readonly lastEntryId: EntryId;
  readonly byName: string | null;
  readonly createdAt: Instant;
};

export function findDayClose(db: ReadableDb, day: Day): DayCloseRow | undefined {
  return db.get<DayCloseRow>(
    `select c.id as closeId, c.day_on as dayOn, c.last_entry_id as lastEntryId, s.name as byName, c.created_at as createdAt
     from day_close c left join staff s on s.id = c.created_by where c.day_on = ?`,
    day,
  );
}

/** The first close: entries after the newest of now are late (INV-12). */
export function insertDayClose(db: WritableDb, day: Day, by: StaffId | null, at: Instant): number {
  return db.exec(
    `insert into day_close (day_on, last_entry_id, created_by, created_at)
     values (?, (select coalesce(max(id), 0) from entry), ?, ?)`,
    day,
    by,
    at,
  ).id;
}

export type Counted = {
  readonly pieces: Pieces;
  readonly floatCents: Cents;
  readonly countedCashCents: Cents;
  readonly expectedCashCents: Cents;
  readonly countedChecksCents: Cents;
  readonly expectedChecksCents: Cents;
  readonly cardBatchCents: Cents;
  readonly expectedCardCents: Cents;
  readonly overCents: Cents;
  readonly reason: string;
};

export type CountRow = Counted & {
  readonly countId: number;
  readonly seq: number;
  readonly entryId: EntryId | null;
  readonly byName: string | null;
  readonly createdAt: Instant;
};

export type NewCount = Counted & {
  readonly closeId: number;
  readonly seq: number;
  readonly entryId: EntryId | null;
  readonly by: StaffId | null;
  readonly at: Instant;
};

export function insertDrawerCount(db: WritableDb, count: NewCount): number {
  return db.exec(
    `insert into drawer_count (close_id, seq, denominations, float_cents, counted_cash_cents, expected_cash_cents,
       counted_checks_cents, expected_checks_cents, card_batch_cents, expected_card_cents, over_cents, reason,
       entry_id, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    count.closeId,
    count.seq,
    JSON.stringify(count.pieces),
    count.floatCents,
    count.countedCashCents,
    count.expectedCashCents,
    count.countedChecksCents,
    count.expectedChecksCents,
    count.cardBatchCents,
    count.expectedCardCents,
    count.overCents,
    count.reason,
    count.entryId,
    count.by,
    count.at,
  ).id;
}

/** The counts of a day's drawer, the newest first. */
export function listDrawerCounts(db: ReadableDb, day: Day): CountRow[] {
  return db
    .all<Omit<CountRow, "pieces"> & { denominations: string }>(
      `select n.id as countId, n.seq, n.denominations, n.float_cents as floatCents,
         n.counted_cash_cents as countedCashCents, n.expected_cash_cents as expectedCashCents,
         n.counted_checks_cents as countedChecksCents, n.expected_checks_cents as expectedChecksCents,
         n.card_batch_cents as cardBatchCents, n.expected_card_cents as expectedCardCents, n.over_cents as overCents,
         n.reason, n.entry_id as entryId, s.name as byName, n.created_at as createdAt
       from drawer_count n join day_close c on c.id = n.close_id left join staff s on s.id = n.created_by
       where c.day_on = ? order by n.seq desc`,
      day,
    )
    .map(({ denominations, ...row }) => ({ ...row, pieces: JSON.parse(denominations) as Pieces }));
}

/** The cash that stayed in the drawer at the newest count before a day: what the next one begins with. */
export function lastFloat(db: ReadableDb, day: Day): Cents {
  return toCents(
    db.get<{ cents: number }>(
      `select n.float_cents as cents from drawer_count n join day_close c on c.id = n.close_id
       where c.day_on <= ? order by c.day_on desc, n.seq desc limit 1`,
      day,
    )?.cents ?? 0,
  );
}

export type Expected = { readonly cashCents: Cents; readonly checksCents: Cents; readonly cardCents: Cents };

/**
 * What the day's entries brought into the drawer, in checks, and through the card terminal. Counts and
 * deposits are no takings; a card on file never passes the terminal.
 */
export function expectedOf(db: ReadableDb, day: Day): Expected {
  return (
    db.get<Expected>(
      `select coalesce(sum(iif(p.account = 'cash_drawer', p.amount_cents, 0)), 0) as cashCents,
         coalesce(sum(iif(p.account = 'undeposited_checks', p.amount_cents, 0)), 0) as checksCents,
         coalesce(sum(iif(p.account = 'card_clearing' and y.tender in ('card_terminal', 'hsa_card'), p.amount_cents, 0)), 0) as cardCents
       from entry e join posting p on p.entry_id = e.id left join payment y on y.id = e.payment_id
       where e.effective_on = ? and e.kind not in ('drawer_counted', 'deposited', 'deposit_undone', 'payout_received')`,
      day,
    ) ?? ({ cashCents: 0, checksCents: 0, cardCents: 0 } as Expected)
  );
}

export type CheckTaken = {
  readonly paymentId: PaymentId;
  readonly receiptNumber: number;
  readonly payerName: string;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly depositNumber: number | null;
};

/** The checks of a day, as they lie in the drawer: none that was taken back. */
export function listChecksOf(db: ReadableDb, day: Day, limit: number): CheckTaken[] {
  return db.all<CheckTaken>(
    `select y.id as paymentId, y.receipt_number as receiptNumber, h.name as payerName, y.reference,
       sum(p.amount_cents) as amountCents,
       (select d.number from deposit_item i join deposit d on d.id = i.deposit_id
         where i.payment_id = y.id and i.released_at is null limit 1) as depositNumber
     from entry e join posting p on p.entry_id = e.id and p.account = 'undeposited_checks'
       join payment y on y.id = e.payment_id join household h on h.id = y.household_id
     where e.effective_on = ? and e.kind not in ('deposited', 'deposit_undone')
     group by y.id having sum(p.amount_cents) <> 0 order by y.id limit ?`,
    day,
    limit,
  );
}

export type DayState = {
  readonly dayOn: Day;
  readonly entries: number;
  readonly closedAt: Instant | null;
  readonly counts: number;
  readonly overCents: Cents | null;
};

/** Days with entries or a close, the newest first: what waits to be closed. */
export function listDayStates(db: ReadableDb, from: Day, to: Day): DayState[] {
  return db.all<DayState>(
    `select d.day_on as dayOn, sum(d.entries) as entries, c.created_at as closedAt,
       (select count(*) from drawer_count n where n.close_id = c.id) as counts,
       (select n.over_cents from drawer_count n where n.close_id = c.id order by n.seq desc limit 1) as overCents
     from (select effective_on as day_on, count(*) as entries from entry
           where effective_on between ? and ? group by effective_on
         union all select day_on, 0 from day_close where day_on between ? and ?) d
       left join day_close c on c.day_on = d.day_on
     group by d.day_on order by d.day_on desc`,
    from,
    to,
    from,
    to,
  );
}

/** Days up to one that have entries and were never closed, since the lock: a lock takes them along. */
export function countUnclosed(db: ReadableDb, after: Day | null, through: Day): number {
  return (
    db.get<{ n: number }>(
      `select count(*) as n from (select distinct effective_on from entry where effective_on > ? and effective_on <= ?) e
       where not exists (select 1 from day_close c where c.day_on = e.effective_on)`,
      after ?? "",
      through,
    )?.n ?? 0
  );
}
