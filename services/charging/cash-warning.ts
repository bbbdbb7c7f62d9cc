/**
 * Before other money is taken for an invoice whose card charge may yet succeed, the desk is warned
 * (BIL-8): it may go on, and then one of the two becomes credit.
 */
import { findLiveAttempt } from "#db/charging/attempts.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { findDebtOf } from "./debt-of.ts";

export type UnresolvedCharge = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly amountCents: Cents;
  readonly sentAt: Instant;
};

type Paid = { readonly invoiceId: InvoiceId; readonly number: number };

/** Charges without an outcome on the invoices that a payment would pay. */
export function listUnresolvedOn(db: ReadableDb, paid: readonly Paid[]): UnresolvedCharge[] {
  return paid.flatMap(({ invoiceId, number }) => {
    // A drawn part may be for any invoice of its plan, whichever its attempt stands with (INV-6).
    const attempt = findDebtOf(db, invoiceId).invoiceIds.map((id) => findLiveAttempt(db, id)).find((one) => one !== undefined);
    return attempt ? [{ invoiceId, number, amountCents: attempt.amountCents, sentAt: attempt.sentAt }] : [];
  });
}

/** Refuses `charge_may_succeed` for the first of them. */
export function requireNoUnresolved(db: ReadableDb, paid: readonly Paid[]): void {
  const [first] = listUnresolvedOn(db, paid);
  if (first) refuse("charge_may_succeed", { number: first.number, amountCents: first.amountCents });
}
