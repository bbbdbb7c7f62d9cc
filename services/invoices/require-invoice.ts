/** The invoice that somebody means, in the state that an act needs. */
import { isDayClosed } from "#db/closing/locks.ts";
import { isDepositLocked } from "#db/closing/deposits.ts";
import type { ReadableDb } from "#db/database.ts";
import { hasUnitsUsed } from "#db/invoices-edited.ts";
import { isUsedWithInvoice } from "#db/packages/uses.ts";
import { findPlanOfInvoice } from "#db/payment-plans/plans.ts";
import { findInvoice, findStandingEntry, hasDuesCredited, hasLiveCharge, listInvoiceLines, type InvoiceRow } from "#db/invoices.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { NotEditable } from "#domain/invoices/refusals.ts";
import { refuse } from "#domain/refusal.ts";

/** Refuses `draft_not_there`. */
export function requireDraft(db: ReadableDb, invoiceId: InvoiceId): InvoiceRow {
  const invoice = findInvoice(db, invoiceId);
  return invoice && invoice.issuedAt === null ? invoice : refuse("draft_not_there", {});
}

export type Issued = InvoiceRow & { readonly number: number };

/** Refuses `invoice_not_found` for one that is not there and for a draft. */
export function requireIssued(db: ReadableDb, invoiceId: InvoiceId): Issued {
  const invoice = findInvoice(db, invoiceId);
  if (!invoice || invoice.number === null || invoice.issuedAt === null) refuse("invoice_not_found", {});
  return { ...invoice, number: invoice.number };
}

/**
 * An issued invoice that may be edited (INV-3): made at the desk, and nothing of it given back, used up,
 * deposited or closed. Refuses `invoice_not_found`, `invoice_already_void`, `invoice_charge_unresolved`
 * and `invoice_not_editable`.
 */
export function requireEditable(db: ReadableDb, invoiceId: InvoiceId): Issued {
  const invoice = requireIssued(db, invoiceId);
  const { number } = invoice;
  if (invoice.voidedOn !== null) refuse("invoice_already_void", { number });
  if (hasLiveCharge(db, invoiceId)) refuse("invoice_charge_unresolved", { number });
  const why = whyNotEditable(db, invoice);
  if (why !== null) refuse("invoice_not_editable", { number, why });
  return invoice;
}

/** What stands in the way of an edit where a credit note does not; null when nothing does. */
export function whyNotEditable(db: ReadableDb, invoice: InvoiceRow): NotEditable | null {
  const { invoiceId } = invoice;
  if (invoice.kind !== "manual") return "membership";
  if (hasDuesCredited(db, invoiceId)) return "credited";
  if (listInvoiceLines(db, invoiceId).some(({ kind }) => kind === "package")) return "package";
  if (hasUnitsUsed(db, invoiceId) || isUsedWithInvoice(db, invoiceId)) return "units";
  if (isDepositLocked(db, invoiceId)) return "deposit";
  if (findPlanOfInvoice(db, invoiceId) !== undefined) return "plan";
  return isDayClosed(db, findStandingEntry(db, invoiceId)?.effectiveOn ?? invoice.invoicedOn) ? "closed" : null;
}
