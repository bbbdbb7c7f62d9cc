/** The receipt of what was refunded of a payment (INV-9): dues and services apart, as on the payment's own receipt. */
import { findPayment } from "#db/payments.ts";
import { listRefundsOf, type RefundRow } from "#db/refunds.ts";
import type { PaymentId } from "#domain/identity.ts";
import { addCents, zeroCents } from "#domain/money.ts";
import { tenderLabel, tenderWord } from "#domain/payments/tender-words.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { refuse } from "#domain/refusal.ts";
import type { DeskPaperData, DeskPaperRow } from "#domain/statements/present-desk-paper.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { look, type Cx } from "../context.ts";
import { readPrintingFor } from "../statements/print-setup.ts";
import { readHouseholdOnPaper } from "../statements/statement-data.ts";

/** Refuses `payment_not_found`, and `refund_nothing_to_print` for a payment of which nothing was refunded. */
export function readRefundReceipt(cx: Cx, paymentId: PaymentId): { readonly fileName: string; readonly data: DeskPaperData } {
  return look<{ readonly fileName: string; readonly data: DeskPaperData }>(cx, (db) => {
    const payment = findPayment(db, paymentId);
    if (!payment) refuse("payment_not_found", {});
    const { receiptNumber, tender, reference, amountCents, refundedCents } = payment;
    const refunds = listRefundsOf(db, paymentId);
    const last = refunds.at(-1);
    if (!last) refuse("refund_nothing_to_print", { receiptNumber });
    const printing = readPrintingFor(db, payment.householdId);
    const household = readHouseholdOnPaper(db, payment.householdId, printing.homeCountry);
    const rows = (isDues: boolean): DeskPaperRow[] =>
      refunds.filter((refund) => (refund.membershipId !== null) === isDues).map((refund) => rowOf(refund, { tender, reference }));
    return {
      fileName: `refund-of-receipt-${receiptNumber}.pdf`,
      data: {
        setup: printing.setup,
        letterhead: printing.letterhead,
        recipient: { name: household.name, addressLines: household.addressLines },
        datedOn: last.refundedOn,
        heading: "Refund receipt",
        reference: `Receipt ${receiptNumber}`,
        facts: [
          { label: "Refund of receipt", value: String(receiptNumber) },
          { label: "Paid on", value: printDay(payment.receivedOn, printing.setup.locale) },
          { label: "Household", value: String(household.number) },
        ],
        banner: "",
        sections: [
          { name: "Membership dues", rows: rows(true) },
          { name: "Services and other", rows: rows(false) },
        ],
        total: { label: "Refunded", cents: addCents(zeroCents, ...refunds.map((refund) => refund.amountCents)) },
        settled: [
          { label: `Paid with ${tenderLabel(tender, tender === "gift_certificate" ? "" : reference)}`, cents: amountCents },
          { label: "Left of this payment", cents: addCents(amountCents, -refundedCents) },
        ],
        notes: [],
        signers: [],
      },
    };
  });
}

type Paid = { readonly tender: Tender; readonly reference: string };

function rowOf({ refundedOn, amountCents, paidBy, invoiceNumber, reason, checkNumber, cardState }: RefundRow, { tender, reference }: Paid): DeskPaperRow {
  const card = reference === "" ? "to the card" : `to the card: ${reference}`;
  const back = {
    // Never "refunded" before the processor says so.
    tender: cardState === null ? `back by ${tenderWord(tender).toLowerCase()}` : cardState === "succeeded" ? card : `${card}, on its way`,
    credit: "kept as household credit",
    check: checkNumber === null ? "by check, to be sent" : `by check ${checkNumber}`,
    cash: "in cash",
  }[paidBy];
  return {
    on: refundedOn,
    text: invoiceNumber === null ? "Household credit" : `Invoice ${invoiceNumber}`,
    detail: `${reason} \u00b7 ${back}`,
    cents: amountCents,
  };
}
