/**
 * A check came back from the bank (INV-9): the payment is reversed whatever its day, its invoices are
 * owed again, and the office may ask for a fee.
 */
import type { WritableDb } from "#db/database.ts";
import { findPayment } from "#db/payments.ts";
import { findPractice } from "#db/practice.ts";
import { addDays } from "#domain/calendar.ts";
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { tryOut } from "../try-out.ts";
import { reverseWholePayment } from "./reverse.ts";

export type CheckReturn = {
  readonly paymentId: PaymentId;
  /** What the office asks for it; nothing for none. */
  readonly feeCents: Cents;
  readonly reason: string;
};

export type ReturnedCheck = {
  readonly paymentId: PaymentId;
  readonly feeInvoiceId: InvoiceId | null;
  readonly owedAfterCents: Cents;
  readonly creditAfterCents: Cents;
};

/** The fee that the practice usually asks for; a setting, nothing by default. */
export function usualReturnFee(cx: Cx): Cents {
  return look<Cents>(cx, (db) => toCents(findPractice(db)?.returned_check_fee_cents ?? 0));
}

/** The command. Refuses `payment_not_check` and what `reverseWholePayment` refuses. */
export function returnCheck(cx: Cx, input: CheckReturn): ReturnedCheck {
  return act<ReturnedCheck>(cx, (db) => returnCheckWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewReturn(cx: Cx, input: CheckReturn): ReturnedCheck {
  return tryOut<ReturnedCheck>(cx.db, (db) => returnCheckWithin(cx, db, input));
}

export function returnCheckWithin(cx: Work, db: WritableDb, { paymentId, feeCents, reason }: CheckReturn): ReturnedCheck {
  const payment = findPayment(db, paymentId);
  if (!payment) refuse("payment_not_found", {});
  const { receiptNumber, householdId } = payment;
  if (payment.tender !== "check") refuse("payment_not_check", { receiptNumber });
  reverseWholePayment(cx, db, { paymentId, reason, as: "returned_check" });
  const termsDays = findPractice(db)?.terms_days ?? 0;
  const fee =
    feeCents > 0
      ? issueInvoice(cx, db, {
          kind: "manual",
          householdId,
          patientId: null,
          drawOn: null,
          invoicedOn: cx.today,
          dueOn: addDays(cx.today, termsDays),
          termsDays,
          lines: [
            {
              kind: "fee",
              patientId: null,
              membershipId: null,
              planVersionId: null,
              description: `Returned check ${payment.reference}`.trim(),
              serviceOn: cx.today,
              fromOn: null,
              toOn: null,
              quantity: 1,
              unitCents: feeCents,
              taxRatePpm: 0,
              facts: { kind: "typed", quantity: 1, unitCents: feeCents },
            },
          ],
        })
      : null;
  const money = db.get<{ owedCents: Cents; creditCents: Cents }>(
    "select balance_cents as owedCents, credit_cents as creditCents from household where id = ?",
    householdId,
  );
  return {
    paymentId,
    feeInvoiceId: fee?.invoiceId ?? null,
    owedAfterCents: money?.owedCents ?? toCents(0),
    creditAfterCents: money?.creditCents ?? toCents(0),
  };
}
