/**
 * Unused paid days of a cancelled membership as a refund (MEM-13): what is unpaid of them comes off the
 * invoice, what payments stand on it goes back, and what credit had paid becomes credit again.
 */
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import { listPaidDues, type PaidDues } from "#db/refunds.ts";
import type { MembershipId } from "#domain/identity.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues, type UnusedDues } from "../invoices/credit-dues.ts";
import { bookRefund } from "./book-refund.ts";
import { taxOf } from "./refundable.ts";
import { claimRefund } from "./to-card/claim-refund.ts";
import { wayToCard } from "./to-card/way-back.ts";

export type UnusedToRefund = UnusedDues & {
  readonly membershipId: MembershipId;
  readonly refundBy: "tender" | "check";
  /** It happens on a later day than it was decided: only a card can be paid back without anybody there. */
  readonly nobodyAtDesk?: boolean;
};

export function refundUnusedDues(cx: Work, db: WritableDb, unused: UnusedToRefund): void {
  const { invoiceId, membershipId } = unused;
  const invoice = invoiceId === null ? undefined : findPayable(db, invoiceId);
  const openCents = invoice?.isOpen ? invoice.balanceCents : zeroCents;
  const isDues = (unused.account ?? "deferred_dues") === "deferred_dues";
  const paid = listPaidDues(db, membershipId);
  const own = paid.filter((one) => one.invoiceId === invoiceId);
  let left = toCents(Math.max(0, unused.cents - openCents));
  // Days after a first period that was paid in full beside them (MEM-2) are worth more than their own
  // invoice asked for: what goes beyond it was paid with the invoice before.
  let beyond = isDues && own[0] ? toCents(Math.max(0, left - own[0].duesLeftCents)) : zeroCents;
  for (const one of own) left = addCents(left, -giveBack(cx, db, unused, one, addCents(left, -beyond)));
  for (const one of paid) {
    if (own.includes(one) || beyond === 0) continue;
    const cents = giveBack(cx, db, unused, one, beyond);
    beyond = addCents(beyond, -cents);
    left = addCents(left, -cents);
  }
  const rest = addCents(left, Math.min(unused.cents, openCents));
  const taxCents = prorate(unused.taxCents ?? zeroCents, rest, unused.cents);
  if (rest > 0) creditUnusedDues(cx, db, { ...unused, cents: rest, taxCents });
}

/** Refunds of one payment what is left of it, at most so much; answers how much that was. */
function giveBack(cx: Work, db: WritableDb, unused: UnusedToRefund, paid: PaidDues, most: Cents): Cents {
  const { paymentLeftCents, partLeftCents, invoiceLeftCents, duesLeftCents } = paid;
  const isDues = (unused.account ?? "deferred_dues") === "deferred_dues";
  // Days that the activation fee has paid for stand on no dues, and bear no tax.
  const duesCents = isDues ? duesLeftCents : most;
  const cents = toCents(Math.max(0, Math.min(most, duesCents, paymentLeftCents, partLeftCents, invoiceLeftCents)));
  if (cents === 0) return zeroCents;
  const { by, attemptKey } = wayBack(cx, db, unused, paid, cents);
  bookRefund(cx, db, {
    ...paid,
    patientId: unused.patientId,
    membershipId: unused.membershipId,
    cents,
    taxCents: isDues ? taxOf(paid, cents) : zeroCents,
    by,
    attemptKey,
    owedAgain: false,
    reason: unused.memo,
    account: unused.account ?? "deferred_dues",
  });
  return cents;
}

/** A card's money goes back to the card where that can be, else it is written back; cash needs somebody at the desk. */
function wayBack(
  cx: Work,
  db: WritableDb,
  { refundBy, memo, nobodyAtDesk }: UnusedToRefund,
  { paymentId, householdId, tender }: PaidDues,
  cents: Cents,
): { readonly by: "tender" | "check"; readonly attemptKey: string | null } {
  if (refundBy === "check") return { by: "check", attemptKey: null };
  if (tender !== "card_on_file") return { by: nobodyAtDesk ? "check" : "tender", attemptKey: null };
  const way = wayToCard(cx, db, paymentId);
  if (!way.can) return { by: "check", attemptKey: null };
  const { chargeKey } = way;
  return { by: "tender", attemptKey: claimRefund(cx, db, { paymentId, householdId, chargeKey, cents, origin: "settlement", reason: memo }) };
}
