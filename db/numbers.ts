/** Gapless number series that people see (F-14): the number is taken inside the transaction that uses it. */
import { invariant } from "#domain/invariant.ts";
import type { WritableDb } from "./database.ts";

export type Series =
  | "household"
  | "chart"
  | "invoice"
  | "receipt"
  | "credit_note"
  | "gift_certificate"
  | "deposit"
  | "statement"
  | "ticket";

export function takeNumber(db: WritableDb, series: Series): number {
  const row = db.get<{ next: number }>(
    "update number_series set next = next + 1 where name = ? returning next - 1 as next",
    series,
  );
  invariant(row, `the number series ${series} exists`);
  return row.next;
}
