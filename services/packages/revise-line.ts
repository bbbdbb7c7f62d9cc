/**
 * Gives one line of an issued invoice another price (PKG-3): a revision like any edit (INV-3), its journal
 * entry taken back and booked anew on the invoice's own day.
 */
import { requireOpenDay } from "#db/closing/locks.ts";
import { deleteCouponUses, insertCouponUses } from "#db/coupons/held-coupons.ts";
import type { WritableDb } from "#db/database.ts";
import { insertRevision, replaceLines, updateHead, type LineToKeep } from "#db/invoices-edited.ts";
import { findStandingEntry, hasLiveCharge, listInvoiceLines } from "#db/invoices.ts";
import type { InvoiceId, InvoiceLineId } from "#domain/identity.ts";
import { priceInvoice, type NewLine } from "#domain/invoices/lines.ts";
import { invoicePostings } from "#domain/invoices/posting.ts";
import { couponCutsOf } from "#domain/invoices/manual-discount.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { rebook } from "../invoices/rebook.ts";
import { keptLine, type RevisedLine } from "../invoices/price-revised.ts";
import { releaseSettlements } from "../invoices/release-settlements.ts";
import { requireIssued, type Issued } from "../invoices/require-invoice.ts";
import { contentOf } from "../invoices/revise.ts";
import { audit } from "../record.ts";

/** Refuses `invoice_not_found`, `invoice_already_void`, `invoice_charge_unresolved` and `day_locked`. */
export function requireRepriceable(db: WritableDb, invoiceId: InvoiceId): Issued {
  const invoice = requireIssued(db, invoiceId);
  const { number } = invoice;
  if (invoice.voidedOn !== null) refuse("invoice_already_void", { number });
  if (hasLiveCharge(db, invoiceId)) refuse("invoice_charge_unresolved", { number });
  requireOpenDay(db, findStandingEntry(db, invoiceId)?.effectiveOn ?? invoice.invoicedOn);
  return invoice;
}

export type LineChange = {
  readonly lineId: InvoiceLineId;
  readonly line: NewLine;
  /** What stays of the line beside it, as a line of its own. */
  readonly rest?: NewLine | null;
  /** So much of the invoice must be left to pay. */
  readonly roomCents: Cents;
  readonly reason: string;
};

/**
 * Writes the line and frees household credit that the invoice has no more room for, so that `roomCents` of
 * it are left to pay. Refuses `redeem_line_wrong` (`paid`) where money stands in the way.
 */
export function reviseLine(
  cx: Work,
  db: WritableDb,
  invoice: Issued,
  change: LineChange,
): void {
  const { invoiceId, householdId, number, invoicedOn, dueOn, termsDays, patientId } = invoice;
  const stored = listInvoiceLines(db, invoiceId);
  const before = contentOf(invoice, stored);
  const rest = change.rest ?? null;
  const lines = stored.flatMap((row): RevisedLine[] => {
    if (row.lineId !== change.lineId) return [keptLine(row)];
    return [{ ...change.line, lineId: row.lineId }, ...(rest === null ? [] : [{ ...rest, lineId: null }])];
  });
  const priced = priceInvoice(lines);
  makeRoom(cx, db, invoice, toCents(priced.totalCents - change.roomCents), change.reason);
  replaceLines(db, invoiceId, priced.lines.map((line, index): LineToKeep => ({ ...line, lineId: lines[index]?.lineId ?? null })));
  keepCouponUses(cx, db, invoiceId, lines);
  updateHead(db, invoiceId, { patientId, invoicedOn, dueOn, termsDays, totalCents: priced.totalCents, taxCents: priced.taxCents });
  insertRevision(db, {
    invoiceId,
    revision: invoice.revision,
    content: before,
    reason: change.reason,
    replacedBy: cx.actor.staffId,
    replacedAt: cx.now,
  });
  const memo = `Invoice ${number}, revision ${invoice.revision}: ${change.reason}`;
  rebook(cx, db, invoice, invoicedOn, invoicePostings(priced, householdId), memo, patientId);
  audit(cx, db, "invoice.revised", `invoice/${invoiceId}`, {
    before: { revision: invoice.revision, totalCents: before.totalCents },
    after: { totalCents: priced.totalCents, reason: change.reason },
  });
  db.touch("invoices", "billing", "payments", `invoice/${invoiceId}`, `household/${householdId}`);
}

/** A coupon is used by what its lines say: a price that replaced it gives the use back, and an undo takes it again (PPL-14). */
function keepCouponUses(cx: Work, db: WritableDb, invoiceId: InvoiceId, lines: readonly NewLine[]): void {
  const uses = new Map<number, Cents>();
  for (const { facts } of lines)
    for (const [couponId, offCents] of couponCutsOf(facts)) uses.set(couponId, addCents(uses.get(couponId) ?? zeroCents, offCents));
  deleteCouponUses(db, invoiceId);
  insertCouponUses(db, invoiceId, [...uses].map(([couponId, offCents]) => ({ couponId, offCents })), cx.now);
  db.touch("coupons");
}

/** Frees credit until no more than so much of the invoice is settled. Money that somebody paid stays. */
export function makeRoom(cx: Work, db: WritableDb, invoice: Issued, mostSettledCents: Cents, memo: string): void {
  const { invoiceId, paidCents, creditedCents, writtenOffCents } = invoice;
  const excess = toCents(Math.max(0, paidCents + creditedCents + writtenOffCents - mostSettledCents));
  if (excess === 0) return;
  const credit = db.get<{ cents: number }>(
    "select coalesce(sum(amount_cents), 0) as cents from allocation where invoice_id = ? and source = 'credit'",
    invoiceId,
  );
  if (writtenOffCents > 0 || excess > (credit?.cents ?? 0)) refuse("redeem_line_wrong", { why: "paid" });
  releaseSettlements(cx, db, invoice, excess, memo);
}
