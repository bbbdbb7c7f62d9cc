/**
 * Voids an invoice (INV-3): its number stays, its entry is reversed, credit that it used comes back
 * and payments on it become household credit. The periods of a draw stay billed, so that the next
 * run does not make the same draw again by itself; see docs/decisions/void-keeps-periods.md.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import {
  findInvoice,
  findStandingEntry,
  hasDuesCredited,
  hasLiveCharge,
  listAllocationsOfInvoice,
  markVoid,
  type InvoiceRow,
  type LiveAllocation,
} from "#db/invoices.ts";
import { findSaleOfInvoice, markSaleCancelled } from "#db/packages/sales.ts";
import { isUsedWithInvoice } from "#db/packages/uses.ts";
import type { EntryId, InvoiceId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { toCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { cancelCertificatesOf } from "../gift-certificates/redeem.ts";
import { dropUntold } from "../messages/drop-untold.ts";
import { endPlanOfVoid } from "../payment-plans/change-plan.ts";
import { reverseEntry } from "../ledger/reverse-entry.ts";
import { audit, book } from "../record.ts";
import { takeBackAllocation } from "./take-back-allocation.ts";

export type VoidRequest = { readonly invoiceId: InvoiceId; readonly reason: string };
export type VoidedInvoice = { readonly invoiceId: InvoiceId };

/** The command. Refusals: see `voidInvoice`. */
export function voidAtDesk(cx: Cx, request: VoidRequest): VoidedInvoice {
  return act<VoidedInvoice>(cx, (db) => voidInvoice(cx, db, request));
}

/**
 * Voids inside the caller's transaction, effective today. Refuses `invoice_not_found`,
 * `invoice_already_void`, `invoice_charge_unresolved`, `units_used_on_invoice` and `invoice_already_credited`.
 */
export function voidInvoice(cx: Work, db: WritableDb, request: VoidRequest): VoidedInvoice {
  const { invoiceId, reason } = request;
  const invoice = findInvoice(db, invoiceId);
  if (!invoice || invoice.number === null) refuse("invoice_not_found", {});
  const { number } = invoice;
  if (invoice.voidedOn !== null) refuse("invoice_already_void", { number });
  if (hasLiveCharge(db, invoiceId)) refuse("invoice_charge_unresolved", { number });
  if (isUsedWithInvoice(db, invoiceId)) refuse("units_used_on_invoice", { number });
  if (hasDuesCredited(db, invoiceId)) refuse("invoice_already_credited", { number });
  cancelCertificatesOf(cx, db, invoiceId);
  endPlanOfVoid(cx, db, invoiceId, number);
  const memo = `Invoice ${number} void: ${reason}`;
  for (const allocation of listAllocationsOfInvoice(db, invoiceId).toReversed()) {
    takeBackAllocation(cx, db, allocation, giveBack(cx, db, invoice, allocation, memo));
  }
  const standing = findStandingEntry(db, invoiceId);
  invariant(standing !== undefined || invoice.totalCents === 0, "an issued invoice has its entry");
  if (standing !== undefined) reverseEntry(cx, db, standing.id, { kind: "invoice_voided", memo });
  markVoid(db, invoiceId, cx.today, reason);
  const sale = findSaleOfInvoice(db, invoiceId);
  if (sale?.cancelledOn === null) markSaleCancelled(db, sale.saleId, cx.today, reason);
  dropUntold(cx, db, invoice.householdId);
  audit(cx, db, "invoice.voided", `invoice/${invoiceId}`, {
    before: { balanceCents: invoice.balanceCents },
    after: { voidedOn: cx.today, reason },
  });
  noteMoneyBooked(cx, db, invoice.householdId);
  db.touch("invoices", "billing", "payments", "memberships", "packages");
  db.touch(`invoice/${invoiceId}`, `household/${invoice.householdId}`);
  return { invoiceId };
}

/** Books where one settlement of the void invoice goes back to. */
function giveBack(
  cx: Work,
  db: WritableDb,
  invoice: InvoiceRow,
  allocation: LiveAllocation,
  memo: string,
): EntryId {
  if (allocation.source !== "payment") {
    return reverseEntry(cx, db, allocation.entryId, { kind: "invoice_voided", memo });
  }
  const { householdId, invoiceId } = invoice;
  const { paymentId, amountCents } = allocation;
  insertCredit(db, {
    householdId,
    origin: "overpayment",
    paymentId,
    amountCents,
    grantedOn: cx.today,
    memo,
    createdAt: cx.now,
  });
  return book(cx, db, {
    kind: "credit_granted",
    householdId,
    invoiceId,
    paymentId,
    memo,
    postings: [
      { account: "receivable", amountCents, householdId },
      { account: "household_credit", amountCents: toCents(-amountCents), householdId },
    ],
  });
}
