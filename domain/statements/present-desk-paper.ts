/**
 * A short paper of the payments desk as words and amounts: the receipt of a refund (INV-9), the schedule
 * of a payment plan with lines to sign on (INV-6), and a gift certificate with what is left of it (PKG-12).
 */
import type { Signature } from "../agreements/signature.ts";
import type { Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { Letterhead, PrintSetup, Recipient } from "./document-data.ts";
import { presentLetter, type LabelledText, type LetterPrint } from "./present-letter.ts";
import { printAmount, printDay, printMoney } from "./print-format.ts";

export type DeskPaperRow = {
  readonly on: Day | null;
  readonly text: string;
  readonly detail: string;
  readonly cents: Cents;
};

export type DeskPaperSection = { readonly name: string; readonly rows: readonly DeskPaperRow[] };

export type DeskPaperData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly datedOn: Day;
  /** What the paper is: `Refund receipt`. */
  readonly heading: string;
  readonly reference: string;
  readonly facts: readonly LabelledText[];
  /** Set large, such as the code of a certificate; empty for none. */
  readonly banner: string;
  readonly sections: readonly DeskPaperSection[];
  readonly total: { readonly label: string; readonly cents: Cents };
  readonly settled: readonly { readonly label: string; readonly cents: Cents }[];
  readonly notes: readonly string[];
  /** Who signs: a line each; none for a paper that nobody signs. */
  readonly signers: readonly string[];
  /** The signature that was made on the screen; none for a paper to sign with a pen, or that nobody signs. */
  readonly signed?: DeskSignature | null;
};

export type DeskSignature = { readonly signer: string; readonly signature: Signature; readonly note: string };

export type DeskPaperPrint = {
  readonly letter: LetterPrint;
  readonly banner: string;
  readonly sections: readonly {
    readonly name: string;
    readonly rows: readonly { readonly on: string; readonly text: string; readonly detail: string; readonly amount: string }[];
  }[];
  readonly total: LabelledText;
  readonly settled: readonly LabelledText[];
  readonly notes: readonly string[];
  readonly signers: readonly string[];
  readonly signed: { readonly signer: string; readonly typed: string | null; readonly note: string } | null;
};

export function presentDeskPaper(data: DeskPaperData): DeskPaperPrint {
  const { setup, letterhead, recipient, datedOn, heading, reference, facts } = data;
  const { currency, locale } = setup;
  return {
    letter: presentLetter({ kind: "desk_paper", setup, letterhead, recipient, datedOn, heading, reference, facts }),
    banner: data.banner,
    sections: data.sections
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, rows }) => ({
        name,
        rows: rows.map(({ on, text, detail, cents }) => ({
          on: on === null ? "" : printDay(on, locale),
          text,
          detail,
          amount: printAmount(cents, currency, locale),
        })),
      })),
    total: { label: data.total.label, value: printMoney(data.total.cents, currency, locale) },
    settled: data.settled.map(({ label, cents }) => ({ label, value: printMoney(cents, currency, locale) })),
    notes: data.notes,
    signers: data.signers,
    signed: data.signed
      ? {
          signer: data.signed.signer,
          typed: data.signed.signature.kind === "typed" ? data.signed.signature.name : null,
          note: data.signed.note,
        }
      : null,
  };
}
