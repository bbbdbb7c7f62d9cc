/**
 * Cancels a package (PKG-6): its uses stop, and what comes back of the money goes out in the same step. What
 * was still owed on its invoice is not owed any more, so that the invoice reads refunded or paid and never
 * part-paid. Receipts of redeemed visits stay as they are. With nothing paid or used it is deleted instead.
 */
import type { WritableDb } from "#db/database.ts";
import { insertCredit } from "#db/credits.ts";
import { findInvoice, insertAllocation, listAllocationsOfInvoice, type InvoiceRow } from "#db/invoices.ts";
import { listOpenUnits, markSaleCancelled, type SaleRow } from "#db/packages/sales.ts";
import { insertUse, listUses, type UseRow } from "#db/packages/uses.ts";
import { findPayment } from "#db/payments.ts";
import type { RefundedBy } from "#db/refunds.ts";
import type { InvoiceId, PackageSaleId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refundMethods, type RefundMethod } from "#domain/packages/package-terms.ts";
import { refundSuggested } from "#domain/packages/refund.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { voidInvoice } from "../invoices/void.ts";
import { audit, book } from "../record.ts";
import { bookInvoiceRefund } from "../refunds/book-refund.ts";
import { claimRefund } from "../refunds/to-card/claim-refund.ts";
import { wayToCard } from "../refunds/to-card/way-back.ts";
import { tryOut } from "../try-out.ts";
import { requireRunningSale } from "./require-sale.ts";

export type PackageToCancel = {
  readonly saleId: PackageSaleId;
  readonly reason: string;
  /** What goes back, with its tax; 0 gives nothing back. */
  readonly refundCents: Cents;
  readonly by: RefundedBy;
};

export type CancelledPackage = {
  readonly saleId: PackageSaleId;
  readonly invoiceId: InvoiceId;
  readonly refundCents: Cents;
  /** The part of it that is household credit now. */
  readonly toCreditCents: Cents;
  /** Owed on its invoice until now, and not any more. */
  readonly forgivenCents: Cents;
  /** What the practice keeps of the uses that stop: revenue now. */
  readonly keptCents: Cents;
  readonly unitsStopped: number;
};

export type CancelQuote = {
  /** Paid and not refunded, with tax: the most that can go back. */
  readonly leftCents: Cents;
  readonly method: RefundMethod;
  /** What each method gives back, with its tax. */
  readonly suggestions: { readonly method: RefundMethod; readonly cents: Cents }[];
  readonly used: number;
  readonly usedListCents: Cents;
  readonly unusedValueCents: Cents;
  readonly feeCents: Cents;
  /** Nothing was paid or used: it can be deleted. */
  readonly canDelete: boolean;
};

/** What a cancellation would suggest (PKG-6). Refuses `package_sale_not_found` and `package_cancelled`. */
export function quoteCancelPackage(cx: Cx, saleId: PackageSaleId): CancelQuote {
  return look<CancelQuote>(cx, (db) => {
    const sale = requireRunningSale(db, saleId);
    const used = redeemedUses(listUses(db, saleId));
    const facts = {
      paidCents: sale.paidCents,
      usedListCents: addCents(zeroCents, ...used.map(({ listCents }) => listCents)),
      unusedValueCents: sale.valueLeftCents,
      unpaidCents: addCents(sale.priceCents, -sale.paidCents),
      feeCents: sale.terms.refundFeeCents,
    };
    const leftCents = leftOf(sale);
    return {
      leftCents,
      method: sale.terms.refundMethod,
      suggestions: refundMethods.map((method) => ({ method, cents: withTax(sale, refundSuggested(method, facts), leftCents) })),
      used: used.length,
      usedListCents: facts.usedListCents,
      unusedValueCents: facts.unusedValueCents,
      feeCents: facts.feeCents,
      canDelete: used.length === 0 && leftCents === 0 && sale.refundedCents === 0 && sale.unitsLeft === sale.units,
    };
  });
}

/** The command. Refusals: see `cancelPackageWithin`. */
export function cancelPackage(cx: Cx, input: PackageToCancel): CancelledPackage {
  return act<CancelledPackage>(cx, (db) => cancelPackageWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewCancelPackage(cx: Cx, input: PackageToCancel): CancelledPackage {
  return tryOut<CancelledPackage>(cx.db, (db) => cancelPackageWithin(cx, db, input));
}

/** Refuses `package_sale_not_found`, `package_cancelled` and `package_refund_too_much`. */
function cancelPackageWithin(cx: Work, db: WritableDb, input: PackageToCancel): CancelledPackage {
  const sale = requireRunningSale(db, input.saleId);
  const leftCents = leftOf(sale);
  const { refundCents } = input;
  if (refundCents < 0 || refundCents > leftCents) refuse("package_refund_too_much", { leftCents });
  const invoice = findInvoice(db, sale.invoiceId);
  invariant(invoice, "a sale has its invoice");
  const memo = `Package ${sale.terms.name} cancelled: ${input.reason.trim()}`;
  const forgiven = forgive(cx, db, sale, invoice, memo);
  const refunded = giveBack(cx, db, sale, input, memo);
  const units = listOpenUnits(db, sale.saleId);
  for (const { unitId } of units)
    insertUse(db, { ...stopped, unitId, kind: "cancelled", usedOn: cx.today, invoiceId: sale.invoiceId, createdBy: cx.actor.staffId, createdAt: cx.now });
  // What is owed for the uses that stop has gone back, was never paid, or is the practice's now.
  const keptCents = addCents(sale.valueLeftCents, -forgiven.netCents, -refunded.netCents);
  if (keptCents !== 0)
    book(cx, db, {
      kind: "package_cancelled",
      householdId: sale.householdId,
      patientId: sale.patientId,
      memo,
      postings: [
        { account: "package_liability", amountCents: keptCents, householdId: null },
        { account: "revenue_packages", amountCents: toCents(-keptCents), householdId: null },
      ],
    });
  markSaleCancelled(db, sale.saleId, cx.today, input.reason.trim());
  audit(cx, db, "package.cancelled", `package_sale/${sale.saleId}`, {
    before: { left: sale.unitsLeft },
    after: { refundCents, by: input.by, forgivenCents: forgiven.cents, keptCents, reason: input.reason.trim() },
  });
  noteMoneyBooked(cx, db, sale.householdId);
  db.touch("packages", "billing", "invoices", "payments", `invoice/${sale.invoiceId}`, `household/${sale.householdId}`, `patient/${sale.patientId}`);
  return {
    saleId: sale.saleId,
    invoiceId: sale.invoiceId,
    refundCents,
    toCreditCents: refunded.toCreditCents,
    forgivenCents: forgiven.cents,
    keptCents,
    unitsStopped: units.length,
  };
}

/** Nothing was paid or used: its invoice is void and it is gone. Refuses `package_in_use` and what voiding refuses. */
export function deletePackageSale(cx: Cx, input: { readonly saleId: PackageSaleId; readonly reason: string }): { invoiceId: InvoiceId } {
  return act<{ invoiceId: InvoiceId }>(cx, (db) => {
    const sale = requireRunningSale(db, input.saleId);
    const isTouched = leftOf(sale) > 0 || sale.refundedCents > 0 || sale.unitsLeft < sale.units;
    if (isTouched) refuse("package_in_use", { name: sale.terms.name });
    voidInvoice(cx, db, { invoiceId: sale.invoiceId, reason: input.reason.trim() });
    audit(cx, db, "package.deleted", `package_sale/${sale.saleId}`, { after: { reason: input.reason.trim() } });
    db.touch("packages", `patient/${sale.patientId}`);
    return { invoiceId: sale.invoiceId };
  });
}

const stopped = {
  patientId: null,
  serviceId: null,
  providerId: null,
  lineId: null,
  paymentId: null,
  listCents: zeroCents,
  upsizeCents: zeroCents,
  lineBefore: null,
} as const;

function redeemedUses(uses: readonly UseRow[]): UseRow[] {
  return uses.filter(({ kind }) => kind === "redeemed");
}

function leftOf(sale: SaleRow): Cents {
  return toCents(Math.max(0, sale.grossPaidCents));
}

/** A net amount with the tax that was paid on it, at most what is left. */
function withTax(sale: SaleRow, netCents: Cents, leftCents: Cents): Cents {
  const taxCents = prorate(sale.taxCents, Math.min(netCents, sale.priceCents), sale.priceCents);
  return toCents(Math.min(leftCents, addCents(netCents, taxCents)));
}

/** The tax inside an amount of the sale's invoice. */
function taxIn(sale: SaleRow, cents: Cents): Cents {
  return sale.totalCents === 0 ? zeroCents : prorate(sale.taxCents, cents, sale.totalCents);
}

function forgive(cx: Work, db: WritableDb, sale: SaleRow, invoice: InvoiceRow, memo: string): { cents: Cents; netCents: Cents } {
  const cents = invoice.balanceCents;
  if (cents <= 0) return { cents: zeroCents, netCents: zeroCents };
  const taxCents = taxIn(sale, cents);
  const netCents = addCents(cents, -taxCents);
  const entryId = book(cx, db, {
    kind: "package_cancelled",
    householdId: invoice.householdId,
    patientId: sale.patientId,
    invoiceId: sale.invoiceId,
    memo,
    postings: [
      { account: "package_liability", amountCents: netCents, householdId: null },
      { account: "tax_payable", amountCents: taxCents, householdId: null },
      { account: "receivable", amountCents: toCents(-cents), householdId: invoice.householdId },
    ],
  });
  insertAllocation(db, { invoiceId: sale.invoiceId, source: "credit_note", amountCents: cents, effectiveOn: cx.today, entryId, createdAt: cx.now });
  return { cents, netCents };
}

/** Payments give back first, the youngest first; what credit had paid becomes credit again. */
function giveBack(cx: Work, db: WritableDb, sale: SaleRow, { refundCents, by }: PackageToCancel, memo: string): { netCents: Cents; toCreditCents: Cents } {
  let left: Cents = refundCents;
  let netCents = zeroCents;
  let toCreditCents = zeroCents;
  let before: Cents = sale.refundedCents;
  const part = (cents: Cents): { cents: Cents; net: Cents; tax: Cents } => {
    const tax = addCents(taxIn(sale, addCents(before, cents)), -taxIn(sale, before));
    before = addCents(before, cents);
    left = addCents(left, -cents);
    netCents = addCents(netCents, cents, -tax);
    return { cents, net: addCents(cents, -tax), tax };
  };
  for (const allocation of listAllocationsOfInvoice(db, sale.invoiceId).toReversed()) {
    if (left === 0) break;
    if (allocation.source !== "payment" || allocation.paymentId === null) continue;
    const payment = findPayment(db, allocation.paymentId);
    invariant(payment, "an allocation has its payment");
    const cents = toCents(Math.min(left, allocation.amountCents, payment.amountCents - payment.refundedCents));
    if (cents <= 0) continue;
    const { net, tax } = part(cents);
    const toCard = by === "tender" && payment.tender === "card_on_file" ? wayToCard(cx, db, payment.paymentId) : null;
    // A card that cannot be paid back is written to.
    const way: RefundedBy = toCard?.can === false ? "check" : by;
    if (way === "credit") toCreditCents = addCents(toCreditCents, cents);
    bookInvoiceRefund(cx, db, {
      paymentId: payment.paymentId,
      receiptNumber: payment.receiptNumber,
      tender: payment.tender,
      invoiceId: sale.invoiceId,
      householdId: sale.householdId,
      patientId: sale.patientId,
      membershipId: null,
      cents,
      parts: [
        { account: "package_liability", cents: net },
        { account: "tax_payable", cents: tax },
      ],
      by: way,
      owedAgain: false,
      reason: memo,
      attemptKey: toCard?.can
        ? claimRefund(cx, db, { paymentId: payment.paymentId, householdId: sale.householdId, chargeKey: toCard.chargeKey, cents, origin: "settlement", reason: memo })
        : null,
    });
  }
  if (left > 0) {
    const { cents, net, tax } = part(left);
    toCreditCents = addCents(toCreditCents, cents);
    grantBack(cx, db, sale, cents, net, tax, memo);
  }
  return { netCents, toCreditCents };
}

/** Credit has paid for it, so it is credit again. */
function grantBack(cx: Work, db: WritableDb, sale: SaleRow, cents: Cents, netCents: Cents, taxCents: Cents, memo: string): void {
  const { householdId, patientId, invoiceId } = sale;
  book(cx, db, {
    kind: "credit_granted",
    householdId,
    patientId,
    invoiceId,
    memo,
    postings: [
      { account: "package_liability", amountCents: netCents, householdId: null },
      { account: "tax_payable", amountCents: taxCents, householdId: null },
      { account: "household_credit", amountCents: toCents(-cents), householdId },
    ],
  });
  insertCredit(db, { householdId, origin: "settlement", paymentId: null, amountCents: cents, grantedOn: cx.today, memo, createdAt: cx.now });
}
