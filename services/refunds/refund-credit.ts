/** Gives household credit back as money (INV-9): out of the drawer or as a check to write, the oldest credit first. */
import { householdCredit, listCreditsLeft } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { findHouseholdMoney, findPayment } from "#db/payments.ts";
import type { HouseholdId, PaymentId, RefundId } from "#domain/identity.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { bookCreditRefund } from "./book-credit-refund.ts";

export type CreditRefundInput = {
  readonly householdId: HouseholdId;
  readonly cents: Cents;
  readonly by: "check" | "cash";
  readonly reason: string;
};

export type CreditRefunded = { readonly refundIds: RefundId[]; readonly creditAfterCents: Cents };

/** The command. Refuses `payment_household_not_found`, `refund_nothing_chosen` and `refund_credit_too_much`. */
export function refundCredit(cx: Cx, input: CreditRefundInput): CreditRefunded {
  return act<CreditRefunded>(cx, (db) => refundCreditWithin(cx, db, input));
}

export function refundCreditWithin(cx: Work, db: WritableDb, input: CreditRefundInput): CreditRefunded {
  const { householdId, cents, by, reason } = input;
  if (!findHouseholdMoney(db, householdId)) refuse("payment_household_not_found", {});
  const leftCents = householdCredit(db, householdId);
  if (cents <= 0) refuse("refund_nothing_chosen", {});
  if (cents > leftCents) refuse("refund_credit_too_much", { leftCents });
  let left: Cents = cents;
  const refundIds: RefundId[] = [];
  for (const credit of listCreditsLeft(db, householdId)) {
    const part = toCents(Math.min(left, credit.leftCents));
    if (part === 0) continue;
    const payment = paymentOf(db, credit.creditId);
    refundIds.push(bookCreditRefund(cx, db, { creditId: credit.creditId, householdId, payment, cents: part, by, reason }));
    left = addCents(left, -part);
  }
  return { refundIds, creditAfterCents: addCents(leftCents, -cents) };
}

function paymentOf(db: WritableDb, creditId: number) {
  const id = db.get<{ id: PaymentId | null }>("select payment_id as id from credit where id = ?", creditId)?.id ?? null;
  return id === null ? null : (findPayment(db, id) ?? null);
}
