/**
 * The leaver's unpaid lines for days from the end on come off by themselves (MEM-13): by a credit note,
 * or by voiding the invoice where no other line remains on it. A card charge under way keeps its invoice.
 */
import { findInvoice, hasDuesCredited, hasLiveCharge } from "#db/invoices.ts";
import { cutPeriod, listPeriodsFrom, type PeriodRow } from "#db/memberships/period-cuts.ts";
import { listPaidPeriods } from "#db/memberships/paid-periods.ts";
import { findLineTax } from "#db/memberships/fee-month.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { addCents, prorate, zeroCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { voidInvoice } from "../invoices/void.ts";

/** Answers the invoices that were voided. */
export function takeOffLaterDues(cx: Work, db: WritableDb, membership: MembershipRow, from: Day, reason: string): InvoiceId[] {
  const paid = new Set(listPaidPeriods(db, membership.id).map(({ id }) => id));
  const unpaid = listPeriodsFrom(db, membership.id, from).filter(({ id }) => !paid.has(id));
  for (const period of unpaid) cutPeriod(db, period, period.from, period.amountCents, cx.now);
  const voided: InvoiceId[] = [];
  for (const [invoiceId, periods] of Map.groupBy(unpaid, (period) => period.invoiceId)) {
    if (invoiceId !== null && isAllOf(db, invoiceId, periods)) {
      voidInvoice(cx, db, { invoiceId, reason });
      voided.push(invoiceId);
    } else for (const period of periods) creditLine(cx, db, membership, period, reason);
  }
  return voided;
}

/** Whether the invoice asks for nothing else, and nothing of it was settled. */
function isAllOf(db: ReadableDb, invoiceId: InvoiceId, periods: readonly PeriodRow[]): boolean {
  const invoice = findInvoice(db, invoiceId);
  if (!invoice || invoice.balanceCents !== invoice.totalCents || invoice.voidedOn !== null) return false;
  if (hasLiveCharge(db, invoiceId) || hasDuesCredited(db, invoiceId)) return false;
  const own = new Set(periods.map(({ invoiceLineId }) => invoiceLineId));
  return db
    .all<{ id: PeriodRow["invoiceLineId"] }>("select id from invoice_line where invoice_id = ?", invoiceId)
    .every(({ id }) => own.has(id));
}

function creditLine(cx: Work, db: WritableDb, membership: MembershipRow, period: PeriodRow, reason: string): void {
  if (period.amountCents <= 0) return;
  const line = period.invoiceLineId === null ? undefined : findLineTax(db, period.invoiceLineId);
  const taxCents = line ? prorate(line.taxCents, period.amountCents, line.netCents) : zeroCents;
  creditUnusedDues(cx, db, {
    householdId: membership.household_id,
    patientId: membership.patient_id,
    invoiceId: period.invoiceId,
    cents: addCents(period.amountCents, taxCents),
    taxCents,
    effectiveOn: cx.today,
    memo: reason,
  });
}
