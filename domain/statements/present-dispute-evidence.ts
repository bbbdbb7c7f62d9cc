/**
 * The first pages of the evidence in a dispute (BIL-17): what was charged, who agreed to what, when the
 * household came and what it paid. The signed agreement, the invoice and the receipt follow as they are.
 */
import { dayOfMonthOf, monthOf, yearOf, type Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { Letterhead, PrintSetup } from "./document-data.ts";
import { papers } from "./envelope.ts";
import type { LabelledText } from "./present-letter.ts";
import { printAmount, printDay, printMoney } from "./print-format.ts";

export type EvidenceRow = {
  readonly on: Day;
  readonly who: string;
  readonly what: string;
  readonly cents: Cents;
};

export type EnclosedAgreement = {
  readonly patientName: string;
  readonly planName: string;
  readonly signedOn: Day;
  readonly signer: string;
  readonly method: "screen" | "paper" | "portal";
  /** Follows in this file; otherwise it has to be added by hand. */
  readonly isEnclosed: boolean;
};

export type DisputeEvidenceData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly madeOn: Day;
  /** The processor's name for the dispute. */
  readonly disputeId: string;
  readonly reason: string;
  readonly openedOn: Day;
  readonly evidenceByOn: Day | null;
  readonly amountCents: Cents;
  readonly chargedOn: Day | null;
  readonly card: string | null;
  readonly payerName: string;
  readonly payerAddressLines: readonly string[];
  readonly payerContact: readonly string[];
  readonly householdNumber: string;
  readonly memberSinceOn: Day | null;
  readonly invoiceNumber: number | null;
  readonly receiptNumber: number | null;
  readonly agreements: readonly EnclosedAgreement[];
  /** Oldest first. */
  readonly visits: readonly EvidenceRow[];
  readonly payments: readonly EvidenceRow[];
};

export type DisputeEvidencePrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  readonly heading: string;
  readonly facts: readonly LabelledText[];
  readonly cardholder: readonly LabelledText[];
  readonly enclosed: readonly string[];
  readonly columns: readonly string[];
  readonly visits: readonly (readonly string[])[];
  readonly payments: readonly (readonly string[])[];
  readonly visitsNone: string;
  readonly pageWords: { readonly page: string; readonly of: string };
  readonly mark: string | null;
};

const methods: Readonly<Record<EnclosedAgreement["method"], string>> = {
  screen: "on the screen",
  paper: "on paper",
  portal: "on the patient portal",
};

export function presentDisputeEvidence(data: DisputeEvidenceData): DisputeEvidencePrint {
  const { currency, locale, paper, training } = data.setup;
  const day = (on: Day): string => printDay(on, locale);
  const money = (cents: Cents): string => printMoney(cents, currency, locale);
  const row = (one: EvidenceRow): string[] => [day(one.on), one.who, one.what, printAmount(one.cents, currency, locale)];
  const { letterhead } = data;
  const contact = [letterhead.phone, letterhead.email].filter((line) => line !== null);
  return {
    title: `Evidence in dispute ${data.disputeId}`,
    author: letterhead.name,
    dated: { year: yearOf(data.madeOn), month: monthOf(data.madeOn), day: dayOfMonthOf(data.madeOn) },
    sheet: papers[paper],
    sender: { name: letterhead.name, lines: [...letterhead.addressLines, ...contact] },
    heading: "Evidence in a dispute",
    facts: facts([
      ["Dispute", data.disputeId],
      ["Reason given by the bank", data.reason],
      ["Amount disputed", money(data.amountCents)],
      ["Opened", day(data.openedOn)],
      ["Evidence wanted by", data.evidenceByOn && day(data.evidenceByOn)],
      ["Put together", day(data.madeOn)],
    ]),
    cardholder: facts([
      ["Paid by", [data.payerName, ...data.payerAddressLines].join(", ")],
      ["Reached at", data.payerContact.join(", ")],
      ["Household", data.householdNumber],
      ["Member since", data.memberSinceOn && day(data.memberSinceOn)],
      ["Card charged", data.card],
      ["Charged on", data.chargedOn && day(data.chargedOn)],
      ["Invoice", data.invoiceNumber === null ? null : String(data.invoiceNumber)],
      ["Receipt", data.receiptNumber === null ? null : String(data.receiptNumber)],
    ]),
    enclosed: enclosedIn(data, day),
    columns: ["Date", "For whom", "What", "Amount"],
    visits: data.visits.map(row),
    payments: data.payments.map(row),
    visitsNone: "No visit is on record besides the membership itself.",
    pageWords: { page: "Page", of: "of" },
    mark: training ? "TRAINING \u2013 not a real dispute" : null,
  };
}

function facts(all: readonly (readonly [string, string | null])[]): LabelledText[] {
  return all.flatMap(([label, value]) => (value === null || value === "" ? [] : [{ label, value }]));
}

function enclosedIn(data: DisputeEvidenceData, day: (on: Day) => string): string[] {
  return [
    ...data.agreements.map(({ patientName, planName, signedOn, signer, method, isEnclosed }) => {
      const signed = `Agreement of ${patientName}, ${planName}, signed ${methods[method]} on ${day(signedOn)} by ${signer}`;
      return isEnclosed ? signed : `${signed} (kept by the practice, to be added)`;
    }),
    ...(data.invoiceNumber === null ? [] : [`Invoice ${data.invoiceNumber}`]),
    ...(data.receiptNumber === null ? [] : [`Receipt ${data.receiptNumber}`]),
  ];
}
