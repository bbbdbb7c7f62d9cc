/**
 * Takes back a payment entered by mistake, on its own day only (INV-9). Every entry it made is
 * reversed and every settlement it reached gets its opposite, so the household stands as if the
 * money had never come; the receipt number stays.
 */
import { depositOf } from "#db/closing/deposits.ts";
import { listMovesOfPayment } from "#db/credit-moves.ts";
import { listCreditsOfPayment, takeBackCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import {
  insertAllocation,
  listAllocationsOfCredit,
  listAllocationsOfPayment,
  type LiveAllocation,
} from "#db/invoices.ts";
import { findPayment, listStandingEntries, markReversed, type ReversedAs } from "#db/payments.ts";
import type { PaymentId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { returnToCertificates } from "../gift-certificates/redeem.ts";
import { takeMoveBack } from "../households/move-credit.ts";
import { takeBackAllocation } from "../invoices/take-back-allocation.ts";
import { reverseEntry } from "../ledger/reverse-entry.ts";
import { audit } from "../record.ts";
import { giveBackToWallets } from "../wallet/spend.ts";
import { touchSettled } from "./take.ts";

export type ReversalRequest = { readonly paymentId: PaymentId; readonly reason: string };
export type ReversedPayment = { readonly paymentId: PaymentId };

/** The command. Refusals: see `reversePayment`. */
export function reverseAtDesk(cx: Cx, request: ReversalRequest): ReversedPayment {
  return act<ReversedPayment>(cx, (db) => reversePayment(cx, db, request));
}

/**
 * Refuses `payment_not_found`, `payment_already_reversed`, `unit_payment_undo`, `card_payment_not_reversible`,
 * `payment_deposited` (INV-13), `payment_not_same_day` and `payment_already_refunded`.
 */
export function reversePayment(cx: Work, db: WritableDb, request: ReversalRequest): ReversedPayment {
  const payment = findPayment(db, request.paymentId);
  if (!payment) refuse("payment_not_found", {});
  const { receiptNumber, receivedOn } = payment;
  if (payment.reversedOn !== null) refuse("payment_already_reversed", { receiptNumber });
  if (payment.tender === "package_unit") refuse("unit_payment_undo", { receiptNumber });
  // The money is at the processor: it goes back there, or stays.
  if (payment.tender === "card_on_file") refuse("card_payment_not_reversible", { receiptNumber });
  const deposit = depositOf(db, payment.paymentId);
  if (deposit) refuse("payment_deposited", { receiptNumber, depositNumber: deposit.number });
  if (receivedOn !== cx.today) refuse("payment_not_same_day", { receiptNumber, receivedOn });
  return reverseWholePayment(cx, db, { ...request, as: "mistake" });
}

/**
 * Reverses a payment whatever its day: for one that its bank has taken back (BIL-17, INV-9). Refuses
 * `payment_not_found`, `payment_already_reversed`, `payment_already_refunded`, and `credit_move_used` for one
 * whose credit another household got and used.
 */
export function reverseWholePayment(
  cx: Work,
  db: WritableDb,
  request: ReversalRequest & { readonly as: ReversedAs },
): ReversedPayment {
  const { paymentId, reason, as } = request;
  const payment = findPayment(db, paymentId);
  if (!payment) refuse("payment_not_found", {});
  const { receiptNumber, householdId } = payment;
  if (payment.reversedOn !== null) refuse("payment_already_reversed", { receiptNumber });
  if (payment.refundedCents > 0) refuse("payment_already_refunded", { receiptNumber });
  for (const move of listMovesOfPayment(db, paymentId)) {
    if (move.leftCents < move.amountCents) refuse("credit_move_used", { name: move.toName, leftCents: move.leftCents });
    takeMoveBack(cx, db, move, reason);
  }
  const memo = `Receipt ${receiptNumber} taken back: ${reason}`;
  const reopened = [
    ...takeBackUsedCredit(cx, db, paymentId, memo),
    ...takeBackMoney(cx, db, paymentId, memo),
  ];
  for (const credit of listCreditsOfPayment(db, paymentId)) {
    invariant(credit.leftCents === credit.amountCents, "no invoice holds credit of this payment now");
    takeBackCredit(db, credit.creditId, cx.today);
  }
  if (payment.tender === "gift_certificate") returnToCertificates(cx, db, paymentId, payment.amountCents);
  if (payment.tender === "wallet") giveBackToWallets(cx, db, paymentId);
  markReversed(db, paymentId, { on: cx.today, reason, as });
  audit(cx, db, "payment.reversed", `payment/${paymentId}`, {
    before: { amountCents: payment.amountCents },
    after: { reversedOn: cx.today, reason, as },
  });
  touchSettled(db, householdId, reopened);
  return { paymentId };
}

/** Credit that came from this payment leaves the invoices it was used on. */
function takeBackUsedCredit(cx: Work, db: WritableDb, paymentId: PaymentId, memo: string): LiveAllocation[] {
  const used = listCreditsOfPayment(db, paymentId).flatMap((credit) =>
    listAllocationsOfCredit(db, credit.creditId),
  );
  for (const allocation of used) {
    const entryId = reverseEntry(cx, db, allocation.entryId, { kind: "payment_reversed", memo });
    takeBackAllocation(cx, db, allocation, entryId);
  }
  return used;
}

/**
 * The payment's own entries, newest first. Money that a void invoice had turned into credit stands on
 * that invoice again for a moment, so that the first entry finds its settlements as it booked them.
 */
function takeBackMoney(cx: Work, db: WritableDb, paymentId: PaymentId, memo: string): LiveAllocation[] {
  const settled = listAllocationsOfPayment(db, paymentId);
  const isDeposited = depositOf(db, paymentId) !== undefined;
  for (const { entryId, kind, invoiceId, receivableCents } of listStandingEntries(db, paymentId)) {
    // Money that was deposited is missing at the bank, not in the drawer (INV-13).
    const reversal = reverseEntry(cx, db, entryId, { kind: "payment_reversed", memo, isDeposited });
    if (kind === "payment_received") {
      for (const allocation of listAllocationsOfPayment(db, paymentId)) {
        takeBackAllocation(cx, db, allocation, reversal);
      }
      continue;
    }
    invariant(invoiceId !== null, "money that became credit came from an invoice");
    insertAllocation(db, {
      invoiceId,
      source: "payment",
      paymentId,
      amountCents: receivableCents,
      effectiveOn: cx.today,
      entryId: reversal,
      createdAt: cx.now,
    });
  }
  return settled;
}
