/** The tear-off remittance slip at the foot of a statement or invoice (DOC-3). */
import type { Cents } from "../money.ts";
import type { Letterhead, PrintSetup, Recipient } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import { foldSheet } from "./envelope.ts";
import { printMoney } from "./print-format.ts";
import type { LabelledText } from "./present-letter.ts";
import { remittanceCode } from "./remittance-code.ts";

export type SlipPrint = {
  readonly perforationMm: number;
  readonly detach: string;
  readonly payer: string;
  readonly facts: readonly LabelledText[];
  readonly amountDue: LabelledText;
  readonly enclosedLabel: string;
  readonly payTo: { readonly label: string; readonly lines: readonly string[] };
  readonly waysToPay: { readonly label: string; readonly lines: readonly string[] };
  /** Text of the QR code; the office's renderer turns it into a picture. */
  readonly code: string;
  readonly codeLabel: string;
};

export type SlipFacts = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly amountCents: Cents;
  readonly facts: readonly LabelledText[];
  readonly paymentOptions: readonly string[];
};

/** Null when nothing is to be paid: then there is nothing to tear off. */
export function presentSlip(facts: SlipFacts): SlipPrint | null {
  const { setup, letterhead, householdNumber, amountCents } = facts;
  if (amountCents <= 0) return null;
  const words = documentWords(setup.locale, setup.words);
  return {
    perforationMm: foldSheet(setup.envelope, setup.paper).perforationMm,
    detach: words.detach,
    payer: facts.recipient.name,
    facts: facts.facts,
    amountDue: {
      label: words.amountDue,
      value: printMoney(amountCents, setup.currency, setup.locale),
    },
    enclosedLabel: words.amountEnclosed,
    payTo: { label: words.payTo, lines: [letterhead.name, ...letterhead.addressLines] },
    waysToPay: { label: words.waysToPay, lines: facts.paymentOptions },
    code: remittanceCode({ householdNumber, amountCents }),
    codeLabel: words.scanNote,
  };
}
