/**
 * A credit note (INV-1, INV-3): gives back an invoice, or parts of its lines, under a number of its own.
 * It takes off what is still owed; what was settled beyond that is freed first and becomes household
 * credit, from where it can be paid out. Tax goes back with it, so that part after part ends exactly.
 */
import { insertCreditNote, listCredited, type CreditedPart } from "#db/credit-notes.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findInvoice, hasLiveCharge, insertAllocation, listInvoiceLines, type InvoiceLineRow } from "#db/invoices.ts";
import { isUsedWithInvoice } from "#db/packages/uses.ts";
import { takeNumber } from "#db/numbers.ts";
import type { CreditNoteId, InvoiceId, InvoiceLineId } from "#domain/identity.ts";
import { accountOfLine } from "#domain/invoices/posting.ts";
import { refundTax } from "#domain/invoices/refund-tax.ts";
import type { Posting } from "#domain/ledger/accounts.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { audit, book } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { isFixedLine } from "./price-revised.ts";
import { releaseSettlements } from "./release-settlements.ts";
import { requireIssued, type Issued } from "./require-invoice.ts";

export type CreditNoteToMake = {
  readonly invoiceId: InvoiceId;
  /** How much before tax goes back of which line. */
  readonly lines: readonly { readonly lineId: InvoiceLineId; readonly netCents: Cents }[];
  readonly reason: string;
  /** What was shown as its total; another amount is refused (MEM-21). */
  readonly expectedTotalCents?: Cents | null;
};

export type MadeCreditNote = {
  readonly creditNoteId: CreditNoteId;
  readonly number: number;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  /** Comes off what is owed. */
  readonly offInvoiceCents: Cents;
  /** Was settled already and is the household's credit now. */
  readonly toCreditCents: Cents;
  readonly balanceCents: Cents;
};

/** A line of an invoice with what can still be given back of it. */
export type CreditableLine = {
  readonly lineId: InvoiceLineId;
  readonly description: string;
  readonly patientName: string;
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly leftNetCents: Cents;
  readonly leftTaxCents: Cents;
  /** Dues and fees of a membership are given back at the membership. */
  readonly ofMembership: boolean;
};

/**
 * Refuses `invoice_not_found`, `credit_note_not_possible`, `invoice_charge_unresolved`, `credit_note_no_lines`,
 * `units_used_on_invoice`, `credit_note_dues`, `credit_note_too_much` and `amount_changed_meanwhile`.
 */
export function makeCreditNote(cx: Cx, input: CreditNoteToMake): MadeCreditNote {
  return act<MadeCreditNote>(cx, (db) => creditWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewCreditNote(cx: Cx, input: CreditNoteToMake): MadeCreditNote {
  return tryOut<MadeCreditNote>(cx.db, (db) => creditWithin(cx, db, input));
}

/** What can be given back of an invoice. Refuses `invoice_not_found` and `credit_note_not_possible`. */
export function listCreditable(cx: Cx, invoiceId: InvoiceId): { number: number; lines: CreditableLine[] } {
  return look<{ number: number; lines: CreditableLine[] }>(cx, (db) => {
    const { number } = requireCreditable(db, invoiceId);
    return { number, lines: creditableLines(db, invoiceId) };
  });
}

/** The same inside the caller's transaction. */
export function creditWithin(cx: Work, db: WritableDb, input: CreditNoteToMake): MadeCreditNote {
  const { invoiceId } = input;
  const reason = input.reason.trim();
  const invoice = requireCreditable(db, invoiceId);
  if (isUsedWithInvoice(db, invoiceId)) refuse("units_used_on_invoice", { number: invoice.number });
  const { householdId } = invoice;
  const { parts, revenue } = partsOf(db, invoice, input);
  const taxCents = addCents(...parts.map((part) => part.taxCents));
  const totalCents = addCents(taxCents, ...parts.map((part) => part.netCents));
  const { expectedTotalCents = null } = input;
  if (expectedTotalCents !== null && expectedTotalCents !== totalCents)
    refuse("amount_changed_meanwhile", { shownCents: expectedTotalCents, nowCents: totalCents });
  requireNotRefunded(invoice, totalCents);
  const number = takeNumber(db, "credit_note");
  const memo = `Credit note ${number}: ${reason}`;
  const excess = toCents(Math.max(0, totalCents - invoice.balanceCents));
  const { toCreditCents } = releaseSettlements(cx, db, invoice, excess, memo);
  const entryId = book(cx, db, {
    kind: "credit_noted",
    householdId,
    patientId: invoice.patientId,
    invoiceId,
    memo,
    postings: [
      ...revenue,
      { account: "tax_payable", amountCents: taxCents, householdId: null },
      { account: "receivable", amountCents: toCents(-totalCents), householdId },
    ],
  });
  insertAllocation(db, { invoiceId, source: "credit_note", amountCents: totalCents, effectiveOn: cx.today, entryId, createdAt: cx.now });
  const creditNoteId = insertCreditNote(db, {
    number,
    invoiceId,
    householdId,
    notedOn: cx.today,
    reason,
    totalCents,
    taxCents,
    toCreditCents,
    entryId,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
    lines: parts,
  });
  audit(cx, db, "credit_note.made", `invoice/${invoiceId}`, {
    before: { balanceCents: invoice.balanceCents },
    after: { number, totalCents, toCreditCents, reason },
  });
  noteMoneyBooked(cx, db, householdId);
  db.touch("invoices", "billing", "payments", `invoice/${invoiceId}`, `household/${householdId}`);
  const balanceCents = findInvoice(db, invoiceId)?.balanceCents ?? zeroCents;
  return { creditNoteId, number, totalCents, taxCents, offInvoiceCents: addCents(invoice.balanceCents, -balanceCents), toCreditCents, balanceCents };
}

function requireCreditable(db: ReadableDb, invoiceId: InvoiceId): Issued {
  const found = findInvoice(db, invoiceId);
  if (found && found.issuedAt === null) refuse("credit_note_not_possible", { number: 0 });
  const invoice = requireIssued(db, invoiceId);
  const { number } = invoice;
  if (invoice.voidedOn !== null) refuse("credit_note_not_possible", { number });
  if (hasLiveCharge(db, invoiceId)) refuse("invoice_charge_unresolved", { number });
  return invoice;
}

function creditableLines(db: ReadableDb, invoiceId: InvoiceId): CreditableLine[] {
  const credited = listCredited(db, invoiceId);
  return listInvoiceLines(db, invoiceId).map((line) => {
    const { lineId, description, patientName, netCents, taxCents } = line;
    const back = credited.get(lineId) ?? { netCents: zeroCents, taxCents: zeroCents };
    return {
      lineId,
      description,
      patientName,
      netCents,
      taxCents,
      leftNetCents: addCents(netCents, -back.netCents),
      leftTaxCents: addCents(taxCents, -back.taxCents),
      ofMembership: isFixedLine(line),
    };
  });
}

/** Each line's part with its tax, and the revenue that goes back, one posting a line. */
function partsOf(db: ReadableDb, invoice: Issued, input: CreditNoteToMake): { parts: CreditedPart[]; revenue: Posting[] } {
  if (input.lines.length === 0) refuse("credit_note_no_lines", {});
  const rows = new Map<InvoiceLineId, InvoiceLineRow>(listInvoiceLines(db, invoice.invoiceId).map((line) => [line.lineId, line]));
  const open = new Map(creditableLines(db, invoice.invoiceId).map((line) => [line.lineId, line]));
  const parts: CreditedPart[] = [];
  const revenue: Posting[] = [];
  for (const { lineId, netCents } of input.lines) {
    const row = rows.get(lineId) ?? refuse("invoice_changed_meanwhile", {});
    const { description } = row;
    const leftCents = parts.some((part) => part.lineId === lineId) ? zeroCents : (open.get(lineId)?.leftNetCents ?? zeroCents);
    if (isFixedLine(row)) refuse("credit_note_dues", { description });
    if (netCents <= 0 || netCents > leftCents) refuse("credit_note_too_much", { description, leftCents });
    const taxCents = refundTax(
      {
        netCents: row.netCents,
        taxCents: row.taxCents,
        refundedNetCents: addCents(row.netCents, -leftCents),
        refundedTaxCents: addCents(row.taxCents, -(open.get(lineId)?.leftTaxCents ?? zeroCents)),
      },
      netCents,
    );
    parts.push({ lineId, netCents, taxCents });
    revenue.push({ account: accountOfLine({ kind: row.kind, membershipId: null }), amountCents: netCents, householdId: null });
  }
  return { parts, revenue };
}

/** What a refund has given back already, or an earlier note, cannot be given back again. */
function requireNotRefunded(invoice: Issued, totalCents: Cents): void {
  const leftCents = addCents(invoice.totalCents, -invoice.creditedCents, -invoice.refundedCents);
  if (totalCents > leftCents)
    refuse("credit_note_too_much", { description: `Invoice ${invoice.number}`, leftCents: toCents(Math.max(0, leftCents)) });
}
