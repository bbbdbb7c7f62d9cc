/** Gives up what is owed on one invoice (INV-10): a person with the permission, a reason, on record. */
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { requireNoUnresolved } from "../charging/cash-warning.ts";
import { tryOut } from "../try-out.ts";

export type WriteOffRequest = { readonly invoiceId: InvoiceId; readonly cents: Cents; readonly reason: string };
export type WrittenOff = { readonly invoiceId: InvoiceId; readonly balanceAfterCents: Cents; readonly owedAfterCents: Cents };

/** The command. Refuses what `writeOffWithin` refuses. */
export function writeOffAtDesk(cx: Cx, request: WriteOffRequest): WrittenOff {
  return act<WrittenOff>(cx, (db) => writeOffWithin(cx, db, request));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewWriteOff(cx: Cx, request: WriteOffRequest): WrittenOff {
  return tryOut<WrittenOff>(cx.db, (db) => writeOffWithin(cx, db, request));
}

/** Refuses `invoice_not_found`, `invoice_not_open`, `write_off_too_much` and `charge_may_succeed`. */
export function writeOffWithin(cx: Work, db: WritableDb, { invoiceId, cents, reason }: WriteOffRequest): WrittenOff {
  const invoice = findPayable(db, invoiceId);
  if (!invoice) refuse("invoice_not_found", {});
  requireNoUnresolved(db, [invoice]);
  writeOffInvoice(cx, db, { invoiceId, amountCents: cents, reason });
  const owed = db.get<{ cents: Cents }>("select balance_cents as cents from household where id = ?", invoice.householdId);
  return {
    invoiceId,
    balanceAfterCents: findPayable(db, invoiceId)?.balanceCents ?? zeroCents,
    owedAfterCents: owed?.cents ?? zeroCents,
  };
}
