/**
 * Makes the journal for the accountant (INV-16): a day leaves once. What is entered later for a day that
 * has left comes as a correcting journal with the next export; whole days go again only when asked for.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import {
  firstNewDay,
  insertExport,
  lastEntryId,
  listExportedDays,
  listExports,
  listMapped,
  nextExportId,
  sumLateEntries,
  sumNewEntries,
  sumWholeDays,
  type MadeExport,
} from "#db/reports/accounting.ts";
import { mapOf, type AccountMap } from "#domain/accounting/account-map.ts";
import { journalFiles, type DayOrder, type ExportFormat, type JournalFile } from "#domain/accounting/files.ts";
import { journalEntries, type DaySum, type JournalEntry } from "#domain/accounting/journal.ts";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { recogniseWithin } from "./recognise-dues.ts";

export type ExportAsk = {
  readonly format: ExportFormat;
  readonly from: Day;
  readonly to: Day;
  /** Whole days again that have left before; otherwise only what is new. */
  readonly again: boolean;
  readonly dayOrder: DayOrder;
  readonly taxRate: string;
};

export type MadeJournal = {
  readonly exportId: number;
  readonly files: readonly JournalFile[];
  readonly days: number;
  readonly corrections: number;
};

/** Ten years of days. */
const mostDays = 3_660;

/**
 * Writes the files and remembers what left. Refuses `report_range_backwards`, `report_range_too_long`,
 * `accounting_day_not_over`, `accounting_nothing_to_export` and `accounting_number_missing`; and
 * `accounting_days_exported` where every day of the range has left and whole days were not asked for.
 */
export function exportJournal(cx: Cx, ask: ExportAsk): MadeJournal {
  return act<MadeJournal>(cx, (db) => exportWithin(cx, db, ask));
}

export type JournalPreview = {
  readonly entries: readonly JournalEntry[];
  /** Days of the range that have left before. */
  readonly exportedDays: readonly Day[];
};

/** What the export would write now; nothing of it stays. An empty journal is an answer here. */
export function previewJournal(cx: Cx, ask: ExportAsk): JournalPreview {
  requireRange(cx, ask);
  return tryOut<JournalPreview>(cx.db, (db) => {
    recogniseWithin(cx, db);
    return { entries: entriesOf(db, ask), exportedDays: listExportedDays(db, ask.from, ask.to) };
  });
}

function exportWithin(cx: Cx, db: WritableDb, ask: ExportAsk): MadeJournal {
  requireRange(cx, ask);
  // What was earned until yesterday belongs to its days, whether or not the run came by.
  recogniseWithin(cx, db);
  const entries = entriesOf(db, ask);
  if (entries.length === 0) refuseEmpty(db, ask);
  if (ask.format === "xero") requireNumbers(entries);
  const days = entries.filter(({ isCorrection }) => !isCorrection).length;
  const corrections = entries.length - days;
  const left = [...new Set([...everyDay(ask.from, ask.to), ...entries.map(({ on }) => on)])];
  const exportId = insertExport(
    db,
    {
      format: ask.format,
      from: ask.from,
      to: ask.to,
      days,
      corrections,
      lastEntryId: lastEntryId(db),
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    },
    left,
  );
  audit(cx, db, "journal.exported", `accounting_export/${exportId}`, {
    after: { format: ask.format, from: ask.from, to: ask.to, days, corrections, again: ask.again },
  });
  db.touch("accounting");
  return { exportId, files: journalFiles(entries, ask.format, optionsOf(db, ask)), days, corrections };
}

function entriesOf(db: ReadableDb, { from, to, again }: ExportAsk): JournalEntry[] {
  const exported = new Set(listExportedDays(db, from, to));
  const sums: DaySum[] = [...sumLateEntries(db, from), ...(again ? sumWholeDays(db, from, to) : sumNewEntries(db, from, to))];
  const number = nextExportId(db);
  const isCorrection = (on: Day): boolean => on < from || (exported.has(on) && !again);
  return journalEntries(sums, mapped(db), (on) => (isCorrection(on) ? number : null));
}

function refuseEmpty(db: ReadableDb, { from, to }: ExportAsk): never {
  const exported = listExportedDays(db, from, to);
  const [firstOn, lastOn] = [exported[0], exported.at(-1)];
  if (firstOn === undefined || lastOn === undefined) refuse("accounting_nothing_to_export", {});
  refuse("accounting_days_exported", { count: exported.length, firstOn, lastOn });
}

function requireRange(cx: Cx, { from, to }: ExportAsk): void {
  if (to < from) refuse("report_range_backwards", { from, to });
  // Today goes on: what is entered in an hour would come as a correction at once.
  if (to >= cx.today) refuse("accounting_day_not_over", { lastOn: addDays(cx.today, -1) });
  const days = daysBetween(from, to) + 1;
  if (days > mostDays) refuse("report_range_too_long", { days, most: mostDays });
}

function requireNumbers(entries: readonly JournalEntry[]): void {
  const without = entries.flatMap(({ lines }) => lines).find(({ number }) => number === "");
  if (without) refuse("accounting_number_missing", { account: without.memo });
}

function optionsOf(db: ReadableDb, { from, to, dayOrder, taxRate }: ExportAsk) {
  return { from, to, dayOrder, taxRate, digits: currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2 };
}

function mapped(db: ReadableDb): AccountMap {
  return mapOf(listMapped(db));
}

function everyDay(from: Day, to: Day): Day[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => addDays(from, at));
}

export type ExportStart = {
  /** The first day that has not left, or the day after the last one. */
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly exports: readonly MadeExport[];
};

/** Where the next export begins, and those made before, the newest first. */
export function viewExports(cx: Cx): ExportStart {
  return look<ExportStart>(cx, (db) => {
    const toOn = addDays(cx.today, -1);
    const first = firstNewDay(db);
    return { fromOn: first !== undefined && first < toOn ? first : toOn, toOn, exports: listExports(db, 50) };
  });
}
