/** A receipt's facts as the words and amounts on the paper: dues, services and prepayments apart (DOC-7, INV-9, PKG-8). */
import { invariant } from "../invariant.ts";
import { addCents } from "../money.ts";
import type { Cents } from "../money.ts";
import type { ReceiptData, ReceiptLine, ReceiptTender } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import type { DocumentWords } from "./document-words.ts";
import { paragraphs, presentLetter } from "./present-letter.ts";
import type { LabelledText, LetterPrint } from "./present-letter.ts";
import { printAmount, printDay, printMoney, printPeriod } from "./print-format.ts";

export type ReceiptSection = {
  readonly name: string;
  readonly rows: readonly {
    readonly who: string;
    readonly text: string;
    /** The covered period; empty for services. */
    readonly detail: string;
    readonly tax: string;
    readonly amount: string;
  }[];
  readonly subtotal: LabelledText;
};

export type ReceiptPrint = {
  readonly letter: LetterPrint;
  readonly columns: { readonly text: string; readonly tax: string; readonly amount: string };
  readonly sections: readonly ReceiptSection[];
  readonly total: LabelledText;
  /** Tenders, credit, change and balance, in the order in which one asks. */
  readonly settled: readonly LabelledText[];
  readonly nextDraw: LabelledText | null;
  readonly howToCancel: { readonly label: string; readonly lines: readonly string[] } | null;
  readonly closing: string;
};

/** Lays out a receipt. Facts that do not add up are our bug, never something to print. */
export function presentReceipt(data: ReceiptData): ReceiptPrint {
  const { setup } = data;
  const { currency, locale } = setup;
  const words = documentWords(locale, setup.words);
  const money = (cents: Cents) => printMoney(cents, currency, locale);
  const paidCents = addCents(...data.tenders.map((tender) => tender.amountCents));
  const linesCents = addCents(...data.lines.map((line) => line.amountCents + line.taxCents));
  invariant(
    linesCents + data.toCreditCents === paidCents,
    "lines + tax + credit = what was paid on a receipt",
  );
  const call = data.letterhead.phone === null ? "" : ` ${words.questions} ${data.letterhead.phone}`;

  return {
    letter: presentLetter({
      kind: "receipt",
      setup,
      letterhead: data.letterhead,
      recipient: data.recipient,
      datedOn: data.paidOn,
      heading: words.receipt,
      reference: `${words.receiptNumber} ${data.receiptNumber}`,
      facts: [
        { label: words.receiptNumber, value: data.receiptNumber },
        { label: words.paidOn, value: printDay(data.paidOn, locale) },
        { label: words.household, value: data.householdNumber },
        ...(data.letterhead.taxId === null
          ? []
          : [{ label: words.taxId, value: data.letterhead.taxId }]),
      ],
    }),
    columns: { text: words.description, tax: words.tax, amount: words.amount },
    sections: [
      ...section(data, "dues", words.dues, words),
      ...section(data, "service", words.services, words),
      ...section(data, "prepaid", words.prepaid, words),
    ],
    total: { label: words.totalPaid, value: money(paidCents) },
    settled: [
      ...data.tenders.map((tender) => ({
        label: tenderText(tender, words),
        value: money(tender.amountCents),
      })),
      ...(data.changeCents > 0 ? [{ label: words.change, value: money(data.changeCents) }] : []),
      ...(data.toCreditCents > 0
        ? [{ label: words.toCredit, value: money(data.toCreditCents) }]
        : []),
      data.balanceAfterCents < 0
        ? { label: words.creditAfter, value: money(-data.balanceAfterCents as Cents) }
        : { label: words.balanceAfter, value: money(data.balanceAfterCents) },
    ],
    nextDraw:
      data.nextDraw === null
        ? null
        : {
            label: words.nextDraw,
            value: `${printDay(data.nextDraw.on, locale)} \u00b7 ${money(data.nextDraw.amountCents)}`,
          },
    howToCancel:
      data.howToCancel.trim() === ""
        ? null
        : { label: words.howToCancel, lines: paragraphs(data.howToCancel) },
    closing: `${words.thankYou}${call}`,
  };

  function section(
    { lines }: ReceiptData,
    kind: ReceiptLine["kind"],
    name: string,
    { subtotal }: DocumentWords,
  ): ReceiptSection[] {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) return [];
    return [
      {
        name,
        rows: own.map((line) => ({
          who: line.patientName ?? "",
          text: line.description,
          detail:
            line.period === null
              ? ""
              : `${words.covers} ${printPeriod(line.period.fromOn, line.period.throughOn, locale)}`,
          tax: line.taxCents === 0 ? "" : printAmount(line.taxCents, currency, locale),
          amount: printAmount(line.amountCents, currency, locale),
        })),
        subtotal: {
          label: `${subtotal} \u2013 ${name}`,
          value: money(addCents(...own.map((line) => line.amountCents + line.taxCents))),
        },
      },
    ];
  }
}

/** `Paid with Visa ending in 4242`, `Paid with Check 1043`, `Paid with Cash`. */
function tenderText(tender: ReceiptTender, words: DocumentWords): string {
  if (tender.reference === null) return `${words.paidWith} ${tender.label}`;
  const joint = tender.isCard ? ` ${words.endingIn} ` : " ";
  return `${words.paidWith} ${tender.label}${joint}${tender.reference}`;
}
