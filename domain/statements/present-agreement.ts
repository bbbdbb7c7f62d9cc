/** An agreement's facts as the words on the paper (MEM-8): the text, what is agreed in figures, and the signature. */
import type { AgreementData, ScanData } from "./agreement-data.ts";
import { agreementWords, type AgreementWords } from "./agreement-words.ts";
import { documentLanguage, documentWords } from "./document-words.ts";
import { papers } from "./envelope.ts";
import { presentLetter, type LabelledText, type LetterPrint } from "./present-letter.ts";
import { printDay, printMoney } from "./print-format.ts";
import { dayOfMonthOf, monthOf, yearOf } from "../calendar.ts";

export type AgreementPrint = {
  readonly letter: LetterPrint;
  /** Paragraphs, each of one or more lines. */
  readonly paragraphs: readonly (readonly string[])[];
  readonly agreedLabel: string;
  readonly agreed: readonly LabelledText[];
  readonly signature: {
    readonly label: string;
    /** The typed name; null for strokes, and for a line that waits for a pen. */
    readonly typed: string | null;
    readonly isDrawn: boolean;
    readonly name: LabelledText;
    readonly date: LabelledText;
    /** How it was signed; empty on paper. */
    readonly note: string;
  };
  readonly hash: LabelledText;
};

export function presentAgreement(data: AgreementData): AgreementPrint {
  const { setup, letterhead, agreed, signed } = data;
  const { locale, currency } = setup;
  const words = agreementWords(locale, setup.words);
  const common = documentWords(locale, setup.words);
  const dated = printDay(data.datedOn, locale);
  const money = (cents: typeof agreed.priceCents): string => printMoney(cents, currency, locale);
  return {
    letter: presentLetter({
      kind: "agreement",
      setup,
      letterhead,
      recipient: data.recipient,
      datedOn: data.datedOn,
      heading: words.heading,
      reference: `${common.household} ${data.householdNumber} \u00b7 ${dated}`,
      facts: [
        { label: common.date, value: dated },
        { label: common.household, value: data.householdNumber },
      ],
    }),
    paragraphs: textParagraphs(data.text),
    agreedLabel: words.agreed,
    agreed: [
      { label: words.member, value: agreed.patientName },
      { label: words.plan, value: agreed.planName },
      { label: words.price, value: `${money(agreed.priceCents)} ${words.a[agreed.periodMonths]}` },
      {
        label: words.activationFee,
        value: agreed.activationFeeCents === 0 ? words.none : money(agreed.activationFeeCents),
      },
      { label: words.start, value: printDay(agreed.startOn, locale) },
      { label: words.draw, value: words.onDay(agreed.drawDay) },
    ],
    signature: {
      label: words.signature,
      typed: signed?.signature.kind === "typed" ? signed.signature.name : null,
      isDrawn: signed?.signature.kind === "drawn",
      name: { label: words.signedBy, value: signed?.signer ?? "" },
      date: { label: words.date, value: signed ? printDay(signed.signedOn, locale) : "" },
      note: signed === null ? "" : noteOf(signed, words, locale),
    },
    hash: { label: words.hash, value: data.fingerprint },
  };
}

function noteOf(signed: NonNullable<AgreementData["signed"]>, words: AgreementWords, locale: string): string {
  const how = words.onScreen(printDay(signed.signedOn, locale), signed.time, signed.workstation, signed.staffName);
  return signed.signature.kind === "typed" ? `${words.typed}. ${how}` : how;
}

/** Paragraphs are parted by an empty line; the lines of a list stay lines. */
function textParagraphs(text: string): string[][] {
  return text
    .split(/\n\s*\n/u)
    .map((paragraph) =>
      paragraph
        .split(/\r\n|\r|\n/u)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    )
    .filter((lines) => lines.length > 0);
}

export type ScanPrint = {
  readonly title: string;
  readonly author: string;
  readonly language: "en" | "es";
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
};

/** A scan fills its sheet and nothing is written over it; what it is stands in the file's title. */
export function presentScan(data: ScanData): ScanPrint {
  const { datedOn, setup } = data;
  return {
    title: data.title,
    author: data.letterhead.name,
    language: documentLanguage(setup.locale),
    dated: { year: yearOf(datedOn), month: monthOf(datedOn), day: dayOfMonthOf(datedOn) },
    sheet: papers[setup.paper],
  };
}
