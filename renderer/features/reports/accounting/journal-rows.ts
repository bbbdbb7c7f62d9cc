/** The lines of all journal entries as rows of one table. */
import type { JournalEntryView } from "#contract/accounting.ts";
import type { Day } from "#domain/calendar.ts";

export type JournalRow = {
  readonly id: string;
  readonly number: string;
  readonly on: Day;
  readonly code: string;
  readonly account: string;
  readonly memo: string;
  /** Debit positive. */
  readonly cents: number;
};

export function journalRows(entries: readonly JournalEntryView[]): JournalRow[] {
  return entries.flatMap(({ number, on, lines }) =>
    lines.map(({ name, number: code, memo, cents }, at) => ({ id: `${number}/${at}`, number, on, code, account: name, memo, cents })),
  );
}

/** Both sides of the journal; equal when every entry is whole. */
export function sidesOf(rows: readonly JournalRow[]): { readonly debitCents: number; readonly creditCents: number } {
  return {
    debitCents: rows.reduce((sum, { cents }) => sum + Math.max(0, cents), 0),
    creditCents: rows.reduce((sum, { cents }) => sum + Math.max(0, -cents), 0),
  };
}
