/**
 * Issues an invoice inside the caller's transaction (INV-1): number, bill-to, lines, ledger entry,
 * audit; then the household's credit is used by itself on the oldest open invoice first (INV-8).
 * The billing run calls this thousands of times, so it runs prepared statements only.
 */
import type { WritableDb } from "#db/database.ts";
import {
  findBilledHousehold,
  insertInvoice,
  insertInvoiceLine,
  type InvoiceKind,
} from "#db/invoices.ts";
import { takeNumber } from "#db/numbers.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PatientId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { billToLines } from "#domain/invoices/bill-to.ts";
import { priceInvoice, type NewLine } from "#domain/invoices/lines.ts";
import { invoicePostings } from "#domain/invoices/posting.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { onOpenDay } from "../closing/open-day.ts";
import type { Work } from "../context.ts";
import { tellOfInvoice } from "../messages/invoice-issued.ts";
import { audit, book } from "../record.ts";
import { useHouseholdCredit } from "./use-credit.ts";

export type InvoiceToIssue = {
  readonly kind: InvoiceKind;
  readonly householdId: HouseholdId;
  /** The one patient it is for; null when it bills several members of the household. */
  readonly patientId: PatientId | null;
  /** The draw day it collects; required for `draw`, one a household, day and `drawSeq` (F-13). */
  readonly drawOn: Day | null;
  /** Tells apart further draws of the same day, such as those of a member who joined meanwhile. */
  readonly drawSeq?: number;
  /** The invoice's own day, on which it takes effect in the ledger. */
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly termsDays: number;
  readonly lines: readonly NewLine[];
  /** The draft it was, whose id it keeps; its rows are gone already. */
  readonly draftId?: InvoiceId;
};

export type IssuedInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  /** In the order of the lines given. */
  readonly lineIds: readonly InvoiceLineId[];
  readonly totalCents: Cents;
  /** Household credit that this invoice used by itself. */
  readonly creditUsedCents: Cents;
  /** What is left to pay. */
  readonly balanceCents: Cents;
};

/**
 * Issues one invoice; a total of nothing is allowed. Refuses `payment_household_not_found`,
 * `invoice_negative` and `invoice_too_large`.
 */
export function issueInvoice(cx: Work, db: WritableDb, invoice: InvoiceToIssue): IssuedInvoice {
  invariant(invoice.kind !== "draw" || invoice.drawOn !== null, "a draw has its day");
  const household = findBilledHousehold(db, invoice.householdId);
  if (!household) refuse("payment_household_not_found", {});
  const priced = priceInvoice(invoice.lines);
  const number = takeNumber(db, "invoice");
  const invoiceId = insertInvoice(db, {
    ...invoice,
    ...(invoice.draftId === undefined ? {} : { id: invoice.draftId }),
    drawSeq: invoice.drawSeq ?? 0,
    number,
    billTo: billToLines(household.name, household, household.homeCountry ?? household.country),
    issuedAt: cx.now,
    totalCents: priced.totalCents,
    taxCents: priced.taxCents,
    createdBy: cx.actor.staffId,
  });
  const lineIds = priced.lines.map((line, index) => insertInvoiceLine(db, invoiceId, index + 1, line));
  book(cx, db, {
    kind: "invoice_issued",
    householdId: invoice.householdId,
    patientId: invoice.patientId,
    invoiceId,
    ...onOpenDay(db, invoice.invoicedOn),
    memo: `Invoice ${number}`,
    postings: invoicePostings(priced, invoice.householdId),
  });
  audit(cx, db, "invoice.issued", `invoice/${invoiceId}`, {
    after: { number, kind: invoice.kind, householdId: invoice.householdId, totalCents: priced.totalCents },
  });
  const creditUsedCents =
    household.creditCents > 0 && priced.totalCents > 0
      ? useHouseholdCredit(cx, db, invoice.householdId, invoice.invoicedOn).get(invoiceId) ?? zeroCents
      : zeroCents;
  const balanceCents = addCents(priced.totalCents, -creditUsedCents);
  if (invoice.kind === "manual" && balanceCents > 0) tellOfInvoice(cx, db, invoice.householdId, invoiceId);
  db.touch("invoices", `invoice/${invoiceId}`, `household/${invoice.householdId}`);
  return {
    invoiceId,
    number,
    lineIds,
    totalCents: priced.totalCents,
    creditUsedCents,
    balanceCents,
  };
}
