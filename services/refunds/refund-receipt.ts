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
import type { TextLanguage } from "#domain/texts/language.ts";
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
    const { language } = printing;
    const words = refundWords[language];
    const household = readHouseholdOnPaper(db, payment.householdId, printing.homeCountry);
    const rows = (isDues: boolean): DeskPaperRow[] =>
      refunds.filter((refund) => (refund.membershipId !== null) === isDues).map((refund) => rowOf(refund, { tender, reference }, language));
    return {
      fileName: `refund-of-receipt-${receiptNumber}.pdf`,
      data: {
        setup: printing.setup,
        letterhead: printing.letterhead,
        recipient: { name: household.name, addressLines: household.addressLines },
        datedOn: last.refundedOn,
        heading: words.heading,
        reference: `${words.receipt} ${receiptNumber}`,
        facts: [
          { label: words.ofReceipt, value: String(receiptNumber) },
          { label: words.paidOn, value: printDay(payment.receivedOn, printing.setup.locale) },
          { label: words.household, value: String(household.number) },
        ],
        banner: "",
        sections: [
          { name: words.dues, rows: rows(true) },
          { name: words.services, rows: rows(false) },
        ],
        total: { label: words.refunded, cents: addCents(zeroCents, ...refunds.map((refund) => refund.amountCents)) },
        settled: [
          { label: `${words.paidWith} ${tenderLabel(tender, tender === "gift_certificate" ? "" : reference, language)}`, cents: amountCents },
          { label: words.left, cents: addCents(amountCents, -refundedCents) },
        ],
        notes: [],
        signers: [],
      },
    };
  });
}

const refundWords = {
  en: {
    heading: "Refund receipt",
    receipt: "Receipt",
    ofReceipt: "Refund of receipt",
    paidOn: "Paid on",
    household: "Household",
    dues: "Membership dues",
    services: "Services and other",
    refunded: "Refunded",
    paidWith: "Paid with",
    left: "Left of this payment",
    toCard: "to the card",
    backBy: "back by",
    onItsWay: "on its way",
    credit: "kept as household credit",
    checkToCome: "by check, to be sent",
    check: "by check",
    cash: "in cash",
    householdCredit: "Household credit",
    invoice: "Invoice",
  },
  es: {
    heading: "Recibo de reembolso",
    receipt: "Recibo",
    ofReceipt: "Reembolso del recibo",
    paidOn: "Pagado el",
    household: "Cuenta",
    dues: "Cuotas de membresía",
    services: "Servicios y otros",
    refunded: "Reembolsado",
    paidWith: "Pagado con",
    left: "Queda de este pago",
    toCard: "a la tarjeta",
    backBy: "devuelto por",
    onItsWay: "en camino",
    credit: "queda como crédito de la familia",
    checkToCome: "por cheque, que se enviará",
    check: "por cheque",
    cash: "en efectivo",
    householdCredit: "Crédito de la familia",
    invoice: "Factura",
  },
} as const;

type Paid = { readonly tender: Tender; readonly reference: string };

function rowOf({ refundedOn, amountCents, paidBy, invoiceNumber, reason, checkNumber, cardState }: RefundRow, { tender, reference }: Paid, language: TextLanguage): DeskPaperRow {
  const words = refundWords[language];
  const card = reference === "" ? words.toCard : `${words.toCard}: ${reference}`;
  const back = {
    // Never "refunded" before the processor says so.
    tender: cardState === null ? `${words.backBy} ${tenderWord(tender, language).toLowerCase()}` : cardState === "succeeded" ? card : `${card}, ${words.onItsWay}`,
    credit: words.credit,
    check: checkNumber === null ? words.checkToCome : `${words.check} ${checkNumber}`,
    cash: words.cash,
  }[paidBy];
  return {
    on: refundedOn,
    text: invoiceNumber === null ? words.householdCredit : `${words.invoice} ${invoiceNumber}`,
    detail: `${reason} \u00b7 ${back}`,
    cents: amountCents,
  };
}
