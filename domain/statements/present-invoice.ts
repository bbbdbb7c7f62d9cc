/** An invoice's facts as the words and amounts on the paper (INV-1). */
import { invariant } from "../invariant.ts";
import { addCents } from "../money.ts";
import type { Cents } from "../money.ts";
import type { InvoiceData, InvoiceLineData } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import { presentInvoicePlan, type InvoicePlanPrint } from "./present-invoice-plan.ts";
import { paragraphs, presentLetter } from "./present-letter.ts";
import type { LabelledText, LetterPrint } from "./present-letter.ts";
import { presentSlip } from "./present-slip.ts";
import type { SlipPrint } from "./present-slip.ts";
import { printAmount, printDay, printMoney } from "./print-format.ts";

export type InvoicePrint = {
  readonly letter: LetterPrint;
  readonly columns: {
    readonly on: string;
    readonly text: string;
    readonly quantity: string;
    readonly price: string;
    readonly amount: string;
  };
  readonly rows: readonly {
    readonly on: string;
    readonly who: string;
    readonly text: string;
    readonly quantity: string;
    readonly price: string;
    readonly amount: string;
    readonly discounts: readonly LabelledText[];
  }[];
  readonly totals: readonly LabelledText[];
  readonly balance: LabelledText & { readonly when: string };
  /** The payment plan that it is on; null for none. */
  readonly plan: InvoicePlanPrint | null;
  readonly note: readonly string[];
  readonly slip: SlipPrint | null;
};

/** Lays out an invoice. Facts that do not add up are our bug, never something to print. */
export function presentInvoice(data: InvoiceData): InvoicePrint {
  requireAddsUp(data);
  const { setup } = data;
  const { currency, locale } = setup;
  const words = documentWords(locale, setup.words);
  const money = (cents: Cents) => printMoney(cents, currency, locale);
  const minus = (cents: Cents) => money(-cents as Cents);
  const dueText = printDay(data.dueOn, locale);
  const number =
    data.revision === 0
      ? data.invoiceNumber
      : `${data.invoiceNumber} (${words.revision} ${data.revision})`;
  const gross = addCents(...data.lines.map((line) => grossCents(line)));
  const discounts = addCents(...data.lines.map((line) => discountCents(line)));
  const tax = addCents(...data.lines.map((line) => line.taxCents));

  return {
    letter: presentLetter({
      kind: "invoice",
      setup,
      letterhead: data.letterhead,
      recipient: data.recipient,
      datedOn: data.issuedOn,
      heading: words.invoice,
      reference: `${words.invoiceNumber} ${number}`,
      facts: [
        { label: words.invoiceNumber, value: number },
        { label: words.invoiceDate, value: printDay(data.issuedOn, locale) },
        { label: words.dueBy, value: dueText },
        { label: words.household, value: data.householdNumber },
        ...(data.letterhead.taxId === null
          ? []
          : [{ label: words.taxId, value: data.letterhead.taxId }]),
      ],
    }),
    columns: {
      on: words.date,
      text: words.description,
      quantity: words.quantity,
      price: words.price,
      amount: words.amount,
    },
    rows: data.lines.map((line) => ({
      on: printDay(line.on, locale),
      who: [line.patientName, line.providerName].filter((name) => name !== null).join(" \u00b7 "),
      text: line.description,
      quantity: String(line.quantity),
      price: printAmount(line.unitPriceCents, currency, locale),
      amount: printAmount(grossCents(line), currency, locale),
      discounts: line.discounts.map((discount) => ({
        label: discount.label,
        value: printAmount(-discount.cents as Cents, currency, locale),
      })),
    })),
    totals: [
      ...(discounts === 0 && tax === 0 ? [] : [{ label: words.subtotal, value: money(gross) }]),
      ...(discounts === 0 ? [] : [{ label: words.discounts, value: minus(discounts) }]),
      ...(tax === 0 ? [] : [{ label: words.tax, value: money(tax) }]),
      { label: words.total, value: money(data.totalCents) },
      ...(data.paidCents === 0 ? [] : [{ label: words.paid, value: minus(data.paidCents) }]),
      ...(data.creditedCents === 0
        ? []
        : [{ label: words.credited, value: minus(data.creditedCents) }]),
    ],
    balance: {
      label: words.balanceDue,
      value: money(data.balanceCents),
      when: data.balanceCents <= 0 ? words.nothingDue : `${words.dueBy} ${dueText}`,
    },
    plan: data.plan ? presentInvoicePlan(data.plan, setup) : null,
    note: paragraphs(data.note),
    slip: presentSlip({
      setup,
      letterhead: data.letterhead,
      recipient: data.recipient,
      householdNumber: data.householdNumber,
      amountCents: data.balanceCents,
      facts: [
        { label: words.household, value: data.householdNumber },
        { label: words.invoiceNumber, value: number },
        { label: words.dueBy, value: dueText },
      ],
      paymentOptions: data.paymentOptions,
    }),
  };
}

function grossCents(line: InvoiceLineData): Cents {
  return addCents(line.quantity * line.unitPriceCents);
}

function discountCents(line: InvoiceLineData): Cents {
  return addCents(...line.discounts.map((discount) => discount.cents));
}

function requireAddsUp(data: InvoiceData): void {
  const total = addCents(
    ...data.lines.map((line) => grossCents(line) - discountCents(line) + line.taxCents),
  );
  invariant(total === data.totalCents, "lines − discounts + tax = total on an invoice");
  invariant(
    data.totalCents - data.paidCents - data.creditedCents === data.balanceCents,
    "total − paid − credited = balance on an invoice",
  );
}
