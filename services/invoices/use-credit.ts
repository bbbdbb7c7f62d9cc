/**
 * Household credit pays the oldest open invoice first, by itself, when an invoice is issued and
 * before any card is charged (INV-8). One entry for each credit and invoice, so that each can be
 * taken back exactly.
 */
import { listCreditsLeft, type CreditLeft } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { insertAllocation, listOpenInvoices } from "#db/invoices.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { PayableInvoice } from "#domain/payments/allocate.ts";
import { onOpenDay } from "../closing/open-day.ts";
import type { Work } from "../context.ts";
import { noteMoneyBooked } from "../dunning/charge-events.ts";
import { audit, book } from "../record.ts";

/** Uses credit on all open invoices of the household, oldest due first; answers what each one used. */
export function useHouseholdCredit(
  cx: Work,
  db: WritableDb,
  householdId: HouseholdId,
  from: Day,
): ReadonlyMap<InvoiceId, Cents> {
  const used = new Map<InvoiceId, Cents>();
  for (const invoice of listOpenInvoices(db, householdId)) {
    const cents = useCreditOn(cx, db, invoice, from);
    if (cents === 0) break;
    used.set(invoice.invoiceId, cents);
  }
  return used;
}

/**
 * Uses credit on one invoice, oldest grant first. It takes effect on `from`, or later where the
 * credit or the invoice is younger: nothing is settled before both were there.
 */
export function useCreditOn(cx: Work, db: WritableDb, invoice: PayableInvoice, from: Day): Cents {
  return useTheseCredits(cx, db, invoice, from, listCreditsLeft(db, invoice.householdId));
}

/** The same with chosen credits only, up to what the invoice is said to owe. */
export function useTheseCredits(
  cx: Work,
  db: WritableDb,
  invoice: PayableInvoice,
  from: Day,
  credits: readonly CreditLeft[],
): Cents {
  let left: Cents = invoice.balanceCents;
  for (const credit of credits) {
    if (left <= 0) break;
    const cents = toCents(Math.min(left, credit.leftCents));
    const { effectiveOn, belongsOn } = onOpenDay(db, latestDay(from, credit.grantedOn, invoice.invoicedOn));
    const entryId = book(cx, db, {
      kind: "credit_applied",
      householdId: invoice.householdId,
      invoiceId: invoice.invoiceId,
      effectiveOn,
      belongsOn,
      memo: `Credit used on invoice ${invoice.number}`,
      postings: [
        { account: "household_credit", amountCents: cents, householdId: invoice.householdId },
        { account: "receivable", amountCents: toCents(-cents), householdId: invoice.householdId },
      ],
    });
    insertAllocation(db, {
      invoiceId: invoice.invoiceId,
      source: "credit",
      creditId: credit.creditId,
      amountCents: cents,
      effectiveOn,
      entryId,
      createdAt: cx.now,
    });
    left = addCents(left, -cents);
  }
  const usedCents = addCents(invoice.balanceCents, -left);
  if (usedCents === 0) return zeroCents;
  audit(cx, db, "credit.applied", `invoice/${invoice.invoiceId}`, {
    before: { balanceCents: invoice.balanceCents },
    after: { balanceCents: left, creditUsedCents: usedCents },
  });
  noteMoneyBooked(cx, db, invoice.householdId);
  db.touch("invoices", `invoice/${invoice.invoiceId}`, `household/${invoice.householdId}`);
  return usedCents;
}

function latestDay(...days: readonly [Day, ...Day[]]): Day {
  return days.reduce((latest, day) => (day > latest ? day : latest));
}
