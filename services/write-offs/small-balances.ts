/**
 * Small balances together (INV-10): first the list, then the choice, then the writing off, part by part,
 * so that a window can show how far it is and stop in between.
 */
import { listSmallBalances, type SmallBalance } from "#db/write-offs.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";

/** More than this is no tidying up. */
const mostListed = 1_000;

export type SmallBalances = { readonly rows: SmallBalance[]; readonly more: boolean };

/** Invoices due by a day, of households that owe at most so much in all. */
export function viewSmallBalances(cx: Cx, ask: { readonly atMostCents: Cents; readonly dueBy: Day }): SmallBalances {
  return look<SmallBalances>(cx, (db) => {
    const found = listSmallBalances(db, { ...ask, limit: mostListed + 1 });
    return { rows: found.slice(0, mostListed), more: found.length > mostListed };
  });
}

export type SmallWriteOff = {
  readonly atMostCents: Cents;
  readonly dueBy: Day;
  readonly invoiceIds: readonly InvoiceId[];
  readonly reason: string;
};

export type SmallWrittenOff = {
  readonly writtenOff: number;
  readonly cents: Cents;
  /** Chosen, but no small balance any more: paid, charged or put on a plan in the meantime. */
  readonly left: number;
};

/** Writes the chosen ones off that still are small balances. Refuses `write_off_nothing_chosen`. */
export function writeOffSmall(cx: Cx, { atMostCents, dueBy, invoiceIds, reason }: SmallWriteOff): SmallWrittenOff {
  return act<SmallWrittenOff>(cx, (db) => {
    const chosen = new Set(invoiceIds);
    if (chosen.size === 0) refuse("write_off_nothing_chosen", {});
    const rows = listSmallBalances(db, { atMostCents, dueBy, limit: mostListed }).filter((row) => chosen.has(row.invoiceId));
    for (const { invoiceId, balanceCents } of rows) writeOffInvoice(cx, db, { invoiceId, amountCents: balanceCents, reason });
    return {
      writtenOff: rows.length,
      cents: addCents(zeroCents, ...rows.map((row) => row.balanceCents)),
      left: chosen.size - rows.length,
    };
  });
}
