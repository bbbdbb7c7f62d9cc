/** A letter's words on the paper (BIL-11, DOC-2): large enough to read without effort, the amount and the day where the eye goes first. */
import type { NoticeData } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import { paragraphs, presentLetter, type LetterPrint } from "./present-letter.ts";
import { presentSlip, type SlipPrint } from "./present-slip.ts";
import { printDay, printMoney } from "./print-format.ts";

export type NoticePrint = {
  readonly letter: LetterPrint;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly due: { readonly label: string; readonly value: string; readonly when: string } | null;
  readonly goodbye: readonly string[];
  readonly slip: SlipPrint | null;
};

export function presentNotice(data: NoticeData): NoticePrint {
  const { setup, letterhead, pay } = data;
  const { currency, locale } = setup;
  const words = documentWords(locale, setup.words);
  const dated = printDay(data.datedOn, locale);
  const payBy = pay === null || pay.byOn === null ? "" : `${words.payBy} ${printDay(pay.byOn, locale)}`;
  return {
    letter: presentLetter({
      kind: "notice",
      setup,
      letterhead,
      recipient: data.recipient,
      datedOn: data.datedOn,
      // Nothing beside the window says what the letter is about: it may be opened by somebody else.
      heading: words.notice,
      reference: `${words.household} ${data.householdNumber} \u00b7 ${dated}`,
      facts: [
        { label: words.date, value: dated },
        { label: words.household, value: data.householdNumber },
      ],
    }),
    subject: data.subject,
    paragraphs: paragraphs(data.body),
    due: pay === null ? null : { label: words.toPay, value: printMoney(pay.amountCents, currency, locale), when: payBy },
    goodbye: [data.goodbye ?? words.goodbye, letterhead.name],
    slip:
      pay === null
        ? null
        : presentSlip({
            setup,
            letterhead,
            recipient: data.recipient,
            householdNumber: data.householdNumber,
            amountCents: pay.amountCents,
            facts: [
              { label: words.household, value: data.householdNumber },
              { label: words.invoiceNumber, value: pay.invoiceNumber },
              ...(pay.byOn === null ? [] : [{ label: words.payBy, value: printDay(pay.byOn, locale) }]),
            ],
            paymentOptions: data.paymentOptions,
          }),
  };
}
