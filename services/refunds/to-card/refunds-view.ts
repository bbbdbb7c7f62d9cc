/** Refunds to cards as the desk sees them: on their way, refused lately, or waiting for a person (INV-9). */
import { householdName } from "#db/billing-runs.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPayment } from "#db/payments.ts";
import { findPractice } from "#db/practice.ts";
import { findChargeBehind, listOpenRefunds, listRefundAttemptsOf, type RefundAttemptRow, type RefundBookedAs } from "#db/refund-attempts.ts";
import { addDays, dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import { isLive, personMayResolveFrom, type AttemptState } from "#domain/charging/attempt.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refundAttemptSentence } from "#domain/payments/refund-attempt-words.ts";
import { look, type Cx } from "../../context.ts";

export type RefundAttemptView = {
  readonly key: string;
  readonly paymentId: PaymentId | null;
  readonly receiptNumber: number | null;
  readonly householdId: HouseholdId | null;
  readonly payerName: string;
  readonly amountCents: Cents;
  readonly last4: string;
  readonly attemptOn: Day;
  readonly sentAt: Instant;
  readonly state: AttemptState;
  readonly bookedAs: RefundBookedAs | null;
  readonly reason: string;
  /** From this day on a person may end it by hand (BIL-8). */
  readonly personFromOn: Day;
  readonly canBeResolved: boolean;
  readonly sentence: string;
};

const mostShown = 500;
/** A refused refund is shown so long; its payment shows it for good. */
const refusedDays = 7;

export function listRefundsToWatch(cx: Cx): RefundAttemptView[] {
  return look<RefundAttemptView[]>(cx, (db) => listOpenRefunds(db, addDays(cx.today, -refusedDays), mostShown).map((row) => viewOf(cx, db, row)));
}

/** Every refund of one payment to its card, in their order. */
export function listRefundsToCardOf(cx: Cx, paymentId: PaymentId): RefundAttemptView[] {
  return look<RefundAttemptView[]>(cx, (db) => listRefundAttemptsOf(db, paymentId).map((row) => viewOf(cx, db, row)));
}

export function viewOf(at: Pick<Cx, "now">, db: ReadableDb, row: RefundAttemptRow): RefundAttemptView {
  const personFrom = personMayResolveFrom(row.sentAt);
  const personFromOn = dayInZone(personFrom, findPractice(db)?.time_zone ?? "UTC");
  const last4 = row.paymentId === null ? "" : (findChargeBehind(db, row.paymentId)?.last4 ?? "");
  return {
    key: row.key,
    paymentId: row.paymentId,
    receiptNumber: row.paymentId === null ? null : (findPayment(db, row.paymentId)?.receiptNumber ?? null),
    householdId: row.householdId,
    payerName: row.householdId === null ? "" : householdName(db, row.householdId),
    amountCents: row.amountCents,
    last4,
    attemptOn: row.attemptOn,
    sentAt: row.sentAt,
    state: row.state,
    bookedAs: row.bookedAs,
    reason: row.reason,
    personFromOn,
    canBeResolved: isLive(row.state) && at.now >= personFrom,
    sentence: refundAttemptSentence({ ...row, last4, personFromOn }),
  };
}
