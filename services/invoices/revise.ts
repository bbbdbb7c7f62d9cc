/**
 * Edits an issued invoice (INV-3): revision r+1. What it said before is kept, its journal entry is
 * taken back and booked anew on the invoice's own days, and money that is more than the new total
 * becomes household credit. Lines that are not touched keep their price, whatever it would be today.
 */
import { requireOpenDay } from "#db/closing/locks.ts";
import { deleteCouponUses, insertCouponUses, listCouponsUsedOn, listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import {
  firstSettledOn,
  insertRevision,
  listPatientsWithPolicies,
  replaceLines,
  updateHead,
  type LineToKeep,
} from "#db/invoices-edited.ts";
import { findInvoice, listInvoiceLines, type InvoiceLineRow, type InvoiceRow } from "#db/invoices.ts";
import { findPractice } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { priceInvoice } from "#domain/invoices/lines.ts";
import { invoicePostings } from "#domain/invoices/posting.ts";
import { diffRevisions, isSameRevision, type RevisionContent, type RevisionDiff } from "#domain/invoices/revision.ts";
import { dueDay } from "#domain/invoices/terms.ts";
import { checkTyped } from "#domain/invoices/typed-line.ts";
import { toCents, zeroCents, type Cents } from "#domain/money.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { keepPolicies } from "../insurance/keep-policies.ts";
import { requireAlone } from "../packages/typed-package.ts";
import type { CouponUse } from "../pricing/price-draw-lines.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { discountsOf } from "./drafts.ts";
import { isFixedLine, keptLine, priceRevised } from "./price-revised.ts";
import type { TypedPreview } from "./issue-typed.ts";
import { checkWho, onePatient, requireDay, viewPricedLine, type TypedInvoice } from "./price-typed.ts";
import { releaseSettlements } from "./release-settlements.ts";
import { rebook } from "./rebook.ts";
import { requireEditable, type Issued } from "./require-invoice.ts";
import { useHouseholdCredit } from "./use-credit.ts";

export type InvoiceToRevise = Omit<TypedInvoice, "householdId"> & {
  readonly invoiceId: InvoiceId;
  /** The revision that was open; another one is refused. */
  readonly revision: number;
  readonly reason: string;
};

export type RevisedInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  /** As it stands on paper: 1 for the first edit. */
  readonly revision: number;
  readonly diff: RevisionDiff;
  readonly balanceBeforeCents: Cents;
  readonly balanceCents: Cents;
  /** What was put on it beyond the new total: the household's credit now. */
  readonly toCreditCents: Cents;
  /** Household credit that the higher total used by itself. */
  readonly creditUsedCents: Cents;
  /** It went out before, so it should go out again. */
  readonly wasSent: boolean;
  readonly warnings: string[];
};

/**
 * Refuses `invoice_not_found`, `invoice_already_void`, `invoice_charge_unresolved`, `invoice_not_editable`,
 * `invoice_changed_meanwhile`, `invoice_nothing_changed`, `invoice_day_after_money`, `day_locked`,
 * `amount_changed_meanwhile`, and what `priceTyped` refuses.
 */
export function reviseInvoice(cx: Cx, input: InvoiceToRevise): RevisedInvoice {
  return act<RevisedInvoice>(cx, (db) => reviseWithin(cx, db, input));
}

export type RevisionPreview = RevisedInvoice & { readonly priced: TypedPreview };

/** What the edit would do now, with its typed lines priced; nothing of it stays (MEM-21). */
export function previewRevision(cx: Cx, input: InvoiceToRevise): RevisionPreview {
  return tryOut<RevisionPreview>(cx.db, (db) => {
    const revised = reviseWithin(cx, db, input);
    return { ...revised, priced: pricedNow(db, input.invoiceId, revised.warnings) };
  });
}

function pricedNow(db: ReadableDb, invoiceId: InvoiceId, warnings: readonly string[]): TypedPreview {
  const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
  const stored = listInvoiceLines(db, invoiceId);
  const { lines, netCents, taxCents, totalCents } = priceInvoice(stored.map(keptLine));
  return {
    lines: lines.slice(stored.filter(isFixedLine).length).map((line) => viewPricedLine(line, digits)),
    netCents,
    taxCents,
    totalCents,
    warnings: [...warnings],
  };
}

/** The same inside the caller's transaction. */
export function reviseWithin(cx: Work, db: WritableDb, input: InvoiceToRevise): RevisedInvoice {
  const { invoiceId } = input;
  const invoice = requireEditable(db, invoiceId);
  if (input.revision !== invoice.revision) refuse("invoice_changed_meanwhile", {});
  const invoicedOn = requireDay(cx, { invoicedOn: input.invoicedOn ?? invoice.invoicedOn });
  requireDayOf(db, invoice, invoicedOn);
  const stored = listInvoiceLines(db, invoiceId);
  const before = contentOf(invoice, stored);
  const { lines, uses, warnings } = price(db, invoice, stored, input, invoicedOn);
  const priced = priceInvoice(lines);
  const { expectedTotalCents = null } = input;
  if (expectedTotalCents !== null && expectedTotalCents !== priced.totalCents)
    refuse("amount_changed_meanwhile", { shownCents: expectedTotalCents, nowCents: priced.totalCents });

  const memo = `Invoice ${invoice.number}, revision ${invoice.revision}`;
  const excess = toCents(Math.max(0, invoice.paidCents + invoice.creditedCents + invoice.writtenOffCents - priced.totalCents));
  const released = releaseSettlements(cx, db, invoice, excess, memo);
  replaceLines(db, invoiceId, priced.lines.map((line, index): LineToKeep => ({ ...line, lineId: lines[index]?.lineId ?? null })));
  updateHead(db, invoiceId, {
    patientId: onePatient(lines),
    invoicedOn,
    dueOn: dueDay(invoicedOn, input.termsDays),
    termsDays: input.termsDays,
    totalCents: priced.totalCents,
    taxCents: priced.taxCents,
  });
  const diff = diffRevisions(before, contentNow(db, invoiceId));
  if (isSameRevision(diff)) refuse("invoice_nothing_changed", { number: invoice.number });
  insertRevision(db, {
    invoiceId,
    revision: invoice.revision,
    content: before,
    reason: input.reason.trim(),
    replacedBy: cx.actor.staffId,
    replacedAt: cx.now,
  });
  rebook(cx, db, invoice, invoicedOn, invoicePostings(priced, invoice.householdId), memo, onePatient(lines));
  insertCouponUses(db, invoiceId, uses, cx.now);
  keepNewPolicies(db, invoiceId, input);
  audit(cx, db, "invoice.revised", `invoice/${invoiceId}`, {
    before: { revision: invoice.revision, totalCents: before.totalCents, dueOn: before.dueOn, lines: before.lines.length },
    after: { totalCents: priced.totalCents, dueOn: dueDay(invoicedOn, input.termsDays), lines: lines.length, toCreditCents: released.toCreditCents, reason: input.reason.trim() },
  });
  const creditUsedCents =
    priced.totalCents > invoice.totalCents
      ? (useHouseholdCredit(cx, db, invoice.householdId, cx.today).get(invoiceId) ?? zeroCents)
      : zeroCents;
  noteMoneyBooked(cx, db, invoice.householdId);
  db.touch("invoices", "billing", "payments", "coupons", `invoice/${invoiceId}`, `household/${invoice.householdId}`);
  return {
    invoiceId,
    number: invoice.number,
    revision: invoice.revision,
    diff,
    balanceBeforeCents: invoice.balanceCents,
    balanceCents: findInvoice(db, invoiceId)?.balanceCents ?? zeroCents,
    toCreditCents: released.toCreditCents,
    creditUsedCents,
    wasSent: invoice.lastSentAt !== null,
    warnings: [...warnings],
  };
}

/** Money keeps the day it was put on an invoice; the invoice was there by then. */
function requireDayOf(db: ReadableDb, invoice: Issued, invoicedOn: Day): void {
  if (invoicedOn === invoice.invoicedOn) return;
  requireOpenDay(db, invoicedOn);
  const settledOn = firstSettledOn(db, invoice.invoiceId);
  if (settledOn !== null && invoicedOn > settledOn && invoicedOn > invoice.invoicedOn)
    refuse("invoice_day_after_money", { number: invoice.number, settledOn });
}

type Priced = { readonly lines: readonly LineToPrice[]; readonly uses: readonly CouponUse[]; readonly warnings: readonly string[] };
type LineToPrice = ReturnType<typeof keptLine>;

/** Lines of a membership stay as they are, before those the desk has typed. */
function price(db: WritableDb, invoice: Issued, stored: readonly InvoiceLineRow[], input: InvoiceToRevise, invoicedOn: Day): Priced {
  const { invoiceId, householdId } = invoice;
  const fixed = stored.filter(isFixedLine);
  checkTyped(input.lines, input.termsDays, fixed.length);
  // An invoice that sold a package is not edited, and one that is edited sells none (PKG-2).
  requireAlone(input.lines, 1);
  checkWho(db, { ...input, householdId }, discountsOf(db, invoiceId));
  const used = listCouponsUsedOn(db, invoiceId);
  deleteCouponUses(db, invoiceId);
  const revised = priceRevised(db, householdId, invoicedOn, stored, input.lines, couponsFor(db, invoice, invoicedOn, used));
  return { ...revised, lines: [...fixed.map(keptLine), ...revised.lines] };
}

/** Those the household can use on the day, and those this invoice had used, even if they have ended since. */
function couponsFor(db: ReadableDb, { householdId }: Issued, on: Day, used: readonly HeldCoupon[]): HeldCoupon[] {
  const usable = listUsableCoupons(db, householdId, on);
  const known = new Set(usable.map(({ id }) => id));
  return [...usable, ...used.filter(({ id }) => !known.has(id))];
}

/** Policies are kept as they were at the visit; only who is new on the invoice brings some. */
function keepNewPolicies(db: WritableDb, invoiceId: InvoiceId, input: InvoiceToRevise): void {
  const known = new Set(listPatientsWithPolicies(db, invoiceId));
  keepPolicies(db, invoiceId, input.lines.filter(({ patientId }) => !known.has(patientId)));
}

function contentNow(db: ReadableDb, invoiceId: InvoiceId): RevisionContent {
  const invoice = findInvoice(db, invoiceId);
  invariant(invoice, "the invoice is there");
  return contentOf(invoice, listInvoiceLines(db, invoiceId));
}

/** What an invoice says now, as it is kept once it says something else. */
export function contentOf(invoice: InvoiceRow, lines: readonly InvoiceLineRow[]): RevisionContent {
  const { invoicedOn, dueOn, termsDays, totalCents, taxCents } = invoice;
  return {
    invoicedOn,
    dueOn,
    termsDays,
    totalCents,
    taxCents,
    lines: lines.map(({ lineId, kind, patientName, providerName, description, serviceOn, quantity, unitCents, netCents, ...line }) => ({
      lineId,
      kind,
      patientName,
      providerName,
      description,
      serviceOn,
      quantity,
      unitCents,
      netCents,
      taxRatePpm: line.taxRatePpm,
      taxCents: line.taxCents,
      explain: line.explain,
    })),
  };
}
