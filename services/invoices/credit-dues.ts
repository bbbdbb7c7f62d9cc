/**
 * Gives back dues for days that will not be used (MEM-12, MEM-13). What is still unpaid of the
 * invoice comes off it as a credit note; the rest becomes household credit.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { findPayable, insertAllocation } from "#db/invoices.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Account, Posting } from "#domain/ledger/accounts.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { onOpenDay } from "../closing/open-day.ts";
import type { Work } from "../context.ts";
import { audit, book } from "../record.ts";

export type UnusedDues = {
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  /** The invoice that billed the days; null where none did. */
  readonly invoiceId: InvoiceId | null;
  readonly cents: Cents;
  /** The part of it that is tax (INV-1). */
  readonly taxCents?: Cents;
  readonly effectiveOn: Day;
  readonly memo: string;
  /** Where the money stands; a fee that paid for days is no deferred dues. */
  readonly account?: Extract<Account, "deferred_dues" | "revenue_activation">;
};

export type CreditedDues = { readonly offInvoiceCents: Cents; readonly toCreditCents: Cents };

/** Credits `cents` of dues; answers how much came off the invoice and how much became credit. */
export function creditUnusedDues(cx: Work, db: WritableDb, unused: UnusedDues): CreditedDues {
  invariant(unused.cents > 0, "some dues to give back");
  const invoice = unused.invoiceId === null ? undefined : findPayable(db, unused.invoiceId);
  const openCents = invoice?.isOpen ? invoice.balanceCents : 0;
  const offInvoiceCents = toCents(Math.min(unused.cents, openCents));
  const toCreditCents = addCents(unused.cents, -offInvoiceCents);
  // The invoice of somebody who has moved since is still the old household's (PPL-3).
  if (invoice && offInvoiceCents > 0)
    takeOffInvoice(cx, db, { ...unused, householdId: invoice.householdId }, invoice.invoiceId, offInvoiceCents);
  if (toCreditCents > 0) grantCredit(cx, db, unused, toCreditCents);
  audit(cx, db, "dues.credited", `household/${unused.householdId}`, {
    after: { invoiceId: unused.invoiceId, offInvoiceCents, toCreditCents, memo: unused.memo },
  });
  db.touch(`household/${unused.householdId}`, "invoices", "billing");
  if (unused.invoiceId !== null) db.touch(`invoice/${unused.invoiceId}`);
  return { offInvoiceCents, toCreditCents };
}

function takeOffInvoice(
  cx: Work,
  db: WritableDb,
  unused: UnusedDues,
  invoiceId: InvoiceId,
  cents: Cents,
): void {
  const entryId = book(cx, db, {
    kind: "credit_noted",
    householdId: unused.householdId,
    patientId: unused.patientId,
    invoiceId,
    ...onOpenDay(db, unused.effectiveOn),
    memo: unused.memo,
    postings: [
      ...fromWhere(unused, cents),
      { account: "receivable", amountCents: toCents(-cents), householdId: unused.householdId },
    ],
  });
  insertAllocation(db, {
    invoiceId,
    source: "credit_note",
    amountCents: cents,
    effectiveOn: onOpenDay(db, unused.effectiveOn).effectiveOn,
    entryId,
    createdAt: cx.now,
  });
}

/** Dues, or the fee that paid for the days, and the tax on them. */
function fromWhere({ account = "deferred_dues", cents: whole, taxCents = zeroCents }: UnusedDues, cents: Cents): Posting[] {
  const tax = prorate(taxCents, cents, whole);
  return [
    { account, amountCents: addCents(cents, -tax), householdId: null },
    { account: "tax_payable", amountCents: tax, householdId: null },
  ];
}

function grantCredit(cx: Work, db: WritableDb, unused: UnusedDues, cents: Cents): void {
  book(cx, db, {
    kind: "credit_granted",
    householdId: unused.householdId,
    patientId: unused.patientId,
    invoiceId: unused.invoiceId,
    ...onOpenDay(db, unused.effectiveOn),
    memo: unused.memo,
    postings: [
      ...fromWhere(unused, cents),
      { account: "household_credit", amountCents: toCents(-cents), householdId: unused.householdId },
    ],
  });
  insertCredit(db, {
    householdId: unused.householdId,
    origin: "settlement",
    paymentId: null,
    amountCents: cents,
    grantedOn: unused.effectiveOn,
    memo: unused.memo,
    createdAt: cx.now,
  });
}
