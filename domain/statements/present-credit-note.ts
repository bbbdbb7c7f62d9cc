/** A credit note's facts as the words and amounts on the paper (INV-1, INV-3): an invoice's sheet without a slip. */
import type { Day } from "../calendar.ts";
import { invariant } from "../invariant.ts";
import { addCents, type Cents } from "../money.ts";
import type { Letterhead, PrintSetup, Recipient } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import type { InvoicePrint } from "./present-invoice.ts";
import { presentLetter } from "./present-letter.ts";
import { printAmount, printDay, printMoney } from "./print-format.ts";

/** What goes back of one line, before tax. */
export type CreditNoteLineData = {
  readonly on: Day;
  readonly patientName: string | null;
  readonly providerName: string | null;
  readonly description: string;
  readonly netCents: Cents;
};

export type CreditNoteData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly creditNoteNumber: string;
  readonly invoiceNumber: string;
  readonly notedOn: Day;
  readonly reason: string;
  readonly lines: readonly CreditNoteLineData[];
  readonly taxCents: Cents;
  readonly totalCents: Cents;
  /** What was settled already and is the household's credit now. */
  readonly toCreditCents: Cents;
  readonly offInvoiceCents: Cents;
};

/** Lays out a credit note. Facts that do not add up are our bug, never something to print. */
export function presentCreditNote(data: CreditNoteData): InvoicePrint {
  const netCents = addCents(...data.lines.map((line) => line.netCents));
  invariant(addCents(netCents, data.taxCents) === data.totalCents, "lines + tax = total on a credit note");
  invariant(addCents(data.toCreditCents, data.offInvoiceCents) === data.totalCents, "where all of a credit note went");
  const { setup } = data;
  const { currency, locale } = setup;
  const words = documentWords(locale, setup.words);
  const money = (cents: Cents) => printMoney(cents, currency, locale);
  return {
    letter: presentLetter({
      kind: "credit_note",
      setup,
      letterhead: data.letterhead,
      recipient: data.recipient,
      datedOn: data.notedOn,
      heading: words.creditNote,
      reference: `${words.creditNoteNumber} ${data.creditNoteNumber}`,
      facts: [
        { label: words.creditNoteNumber, value: data.creditNoteNumber },
        { label: words.date, value: printDay(data.notedOn, locale) },
        { label: words.toInvoice, value: data.invoiceNumber },
        { label: words.household, value: data.householdNumber },
        ...(data.letterhead.taxId === null ? [] : [{ label: words.taxId, value: data.letterhead.taxId }]),
      ],
    }),
    columns: { on: words.date, text: words.description, quantity: "", price: "", amount: words.amount },
    rows: data.lines.map((line) => ({
      on: printDay(line.on, locale),
      who: [line.patientName, line.providerName].filter((name) => name !== null).join(" · "),
      text: line.description,
      quantity: "",
      price: "",
      amount: printAmount(line.netCents, currency, locale),
      discounts: [],
    })),
    totals: [
      ...(data.taxCents === 0 ? [] : [{ label: words.subtotal, value: money(netCents) }, { label: words.tax, value: money(data.taxCents) }]),
      ...(data.offInvoiceCents === 0 ? [] : [{ label: words.offInvoice, value: money(data.offInvoiceCents) }]),
      ...(data.toCreditCents === 0 ? [] : [{ label: words.keptAsCredit, value: money(data.toCreditCents) }]),
    ],
    balance: { label: words.givenBack, value: money(data.totalCents), when: words.comesOffInvoice },
    note: [`${words.reason}: ${data.reason}`],
    plan: null,
    slip: null,
  };
}
