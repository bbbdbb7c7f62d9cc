/** What goes to the accountant (INV-16): the account map, the sums of each day, and which days have left up to which entry. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { ExportFormat } from "#domain/accounting/files.ts";
import type { DaySum } from "#domain/accounting/journal.ts";
import type { MappedAccount } from "#domain/accounting/account-map.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export function listMapped(db: ReadableDb): ReadonlyMap<string, MappedAccount> {
  const rows = db.all<MappedAccount & { account: string }>("select account, name, number from account_map");
  return new Map(rows.map(({ account, name, number }) => [account, { name, number }]));
}

export function putMapped(
  db: WritableDb,
  mapped: MappedAccount & { readonly account: Account; readonly changedBy: StaffId | null; readonly changedAt: Instant },
): void {
  db.exec(
    `insert into account_map (account, name, number, changed_by, changed_at) values (?, ?, ?, ?, ?)
     on conflict (account) do update set name = excluded.name, number = excluded.number,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    mapped.account,
    mapped.name,
    mapped.number,
    mapped.changedBy,
    mapped.changedAt,
  );
}

/** Sums by day and account of the entries of some days, those after the entry each day left with. */
export function sumNewEntries(db: ReadableDb, from: Day, to: Day): DaySum[] {
  return db.all<DaySum>(
    `select e.effective_on as "on", p.account, sum(p.amount_cents) as cents
     from entry e join posting p on p.entry_id = e.id left join accounting_day d on d.on_day = e.effective_on
     where e.effective_on between ? and ? and e.id > coalesce(d.last_entry_id, 0)
     group by e.effective_on, p.account having sum(p.amount_cents) <> 0 order by 1`,
    from,
    to,
  );
}

/** The same of days that have left before, entered since, for days before the range. */
export function sumLateEntries(db: ReadableDb, before: Day): DaySum[] {
  return db.all<DaySum>(
    `select d.on_day as "on", p.account, sum(p.amount_cents) as cents
     from accounting_day d cross join entry e on e.effective_on = d.on_day and e.id > d.last_entry_id
       join posting p on p.entry_id = e.id
     where d.on_day < ?
     group by d.on_day, p.account having sum(p.amount_cents) <> 0 order by 1`,
    before,
  );
}

/** Every entry of the days, whether they left before or not. */
export function sumWholeDays(db: ReadableDb, from: Day, to: Day): DaySum[] {
  return db.all<DaySum>(
    `select e.effective_on as "on", p.account, sum(p.amount_cents) as cents
     from entry e join posting p on p.entry_id = e.id
     where e.effective_on between ? and ?
     group by e.effective_on, p.account having sum(p.amount_cents) <> 0 order by 1`,
    from,
    to,
  );
}

/** Days of a range that have left before, oldest first. */
export function listExportedDays(db: ReadableDb, from: Day, to: Day): Day[] {
  return db
    .all<{ on: Day }>(`select on_day as "on" from accounting_day where on_day between ? and ? order by on_day`, from, to)
    .map(({ on }) => on);
}

/** The first day with an entry that has not left; nothing when all have. */
export function firstNewDay(db: ReadableDb): Day | undefined {
  return (
    db.get<{ on: Day | null }>(
      `select min(e.effective_on) as "on" from entry e
       where not exists (select 1 from accounting_day d where d.on_day = e.effective_on)`,
    )?.on ?? undefined
  );
}

export type NewExport = {
  readonly format: ExportFormat;
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly corrections: number;
  readonly lastEntryId: number;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

/** Remembers the export and the days that left with it. */
export function insertExport(db: WritableDb, made: NewExport, days: readonly Day[]): number {
  const { id } = db.exec(
    `insert into accounting_export (format, from_on, to_on, days, corrections, last_entry_id, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    made.format,
    made.from,
    made.to,
    made.days,
    made.corrections,
    made.lastEntryId,
    made.createdBy,
    made.createdAt,
  );
  for (const on of days)
    db.exec(
      `insert into accounting_day (on_day, export_id, last_entry_id) values (?, ?, ?)
       on conflict (on_day) do update set export_id = excluded.export_id, last_entry_id = excluded.last_entry_id`,
      on,
      id,
      made.lastEntryId,
    );
  return id;
}

export function nextExportId(db: ReadableDb): number {
  return (db.get<{ id: number }>("select coalesce(max(id), 0) as id from accounting_export")?.id ?? 0) + 1;
}

export function lastEntryId(db: ReadableDb): number {
  return db.get<{ id: number }>("select coalesce(max(id), 0) as id from entry")?.id ?? 0;
}

export type MadeExport = {
  readonly exportId: number;
  readonly format: ExportFormat;
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly corrections: number;
  readonly createdAt: Instant;
  readonly by: string;
};

/** The newest first. */
export function listExports(db: ReadableDb, limit: number): MadeExport[] {
  return db.all<MadeExport>(
    `select x.id as exportId, x.format, x.from_on as "from", x.to_on as "to", x.days, x.corrections,
       x.created_at as createdAt, coalesce(s.name, '') as "by"
     from accounting_export x left join staff s on s.id = x.created_by order by x.id desc limit ?`,
    limit,
  );
}

export type DayEntry = {
  readonly entryId: number;
  readonly memo: string;
  readonly kind: string;
  readonly invoiceId: number | null;
  readonly cents: number;
};

/** The entries that a day has on one account, for the figure that was pressed (REP-5). */
export function listEntriesOn(db: ReadableDb, account: string, from: Day, to: Day, limit: number): (DayEntry & { readonly on: Day })[] {
  return db.all(
    `select e.id as entryId, e.effective_on as "on", e.memo, e.kind, e.invoice_id as invoiceId, sum(p.amount_cents) as cents
     from entry e join posting p on p.entry_id = e.id
     where e.effective_on between ? and ? and p.account = ?
     group by e.id having sum(p.amount_cents) <> 0 order by e.effective_on, e.id limit ?`,
    from,
    to,
    account,
    limit,
  );
}
