/**
 * Unused paid days of a cancelled membership as a refund (MEM-13): what is unpaid of them comes off the
 * invoice, what payments stand on it goes back, and what credit had paid becomes credit again.
 */
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import { listPaidDues } from "#db/refunds.ts";
import type { MembershipId } from "#domain/identity.ts";
import { addCents, prorate, toCents, zeroCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues, type UnusedDues } from "../invoices/credit-dues.ts";
import { bookRefund } from "./book-refund.ts";
import { taxOf } from "./refundable.ts";

export type UnusedToRefund = UnusedDues & {
  readonly membershipId: MembershipId;
  readonly refundBy: "tender" | "check";
};

export function refundUnusedDues(cx: Work, db: WritableDb, unused: UnusedToRefund): void {
  const { invoiceId, membershipId, refundBy } = unused;
  const invoice = invoiceId === null ? undefined : findPayable(db, invoiceId);
  const openCents = invoice?.isOpen ? invoice.balanceCents : zeroCents;
  let left = toCents(Math.max(0, unused.cents - openCents));
  for (const paid of listPaidDues(db, membershipId)) {
    if (paid.invoiceId !== invoiceId || left === 0) continue;
    const { paymentLeftCents, partLeftCents, invoiceLeftCents } = paid;
    const cents = toCents(Math.max(0, Math.min(left, paymentLeftCents, partLeftCents, invoiceLeftCents)));
    if (cents === 0) continue;
    bookRefund(cx, db, {
      ...paid,
      householdId: unused.householdId,
      patientId: unused.patientId,
      membershipId,
      cents,
      taxCents: taxOf(paid, cents),
      // A card's money can only be written back: the processor is not asked for refunds from here.
      by: paid.tender === "card_on_file" ? "check" : refundBy,
      owedAgain: false,
      reason: unused.memo,
      account: unused.account ?? "deferred_dues",
    });
    left = addCents(left, -cents);
  }
  const rest = addCents(left, Math.min(unused.cents, openCents));
  const taxCents = prorate(unused.taxCents ?? zeroCents, rest, unused.cents);
  if (rest > 0) creditUnusedDues(cx, db, { ...unused, cents: rest, taxCents });
}
