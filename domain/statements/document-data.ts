/**
 * What each printed document says, as plain facts (DOC-2..5, DOC-7). Services read these facts from
 * the ledger; `present-*.ts` turn them into the words, amounts and millimetres on the paper; the
 * Typst templates only lay those out. Nothing here is computed, so a reprint needs only this data.
 */
import type { DeskPaperData } from "./present-desk-paper.ts";
import type { BrochureData } from "../brochure/present-brochure.ts";
import type { HelpArticleData } from "../help/present-article.ts";
import type { LabelsData } from "../labels/present-labels.ts";
import type { PlanOfferData } from "../plan-offer/present-plan-offer.ts";
import type { Cents } from "../money.ts";
import type { OwnWords } from "../texts/own-words.ts";
import type { Day } from "../calendar.ts";
import type { AgreementsData, ScanData } from "./agreement-data.ts";
import type { EnvelopeName, EnvelopeWindow, PaperName } from "./envelope.ts";
import type { Nudge } from "./nudge.ts";
import type { CreditNoteData } from "./present-credit-note.ts";
import type { DisputeEvidenceData } from "./present-dispute-evidence.ts";
import type { HouseholdSheetData } from "./present-household-sheet.ts";
import type { InvoiceListData } from "./present-invoice-list.ts";
import type { YearlyStatementData } from "../yearly-statements/yearly-statement-data.ts";
import type { ReportPaper } from "../reports/present-report.ts";

/** The practice's currency (F-1): ISO code, minor digits, and the sign that is printed. */
export type PrintCurrency = {
  readonly code: string;
  readonly decimals: 0 | 2;
  readonly symbol: string;
};

/** How one office prints: the same for every document it makes. */
export type PrintSetup = {
  readonly paper: PaperName;
  readonly envelope: EnvelopeName;
  /** The office's own window where its maker differs from the preset (DOC-3); null = the preset's. */
  readonly addressWindow: EnvelopeWindow | null;
  /** Correction for the printer, in steps of 0.5 mm. */
  readonly nudge: Nudge;
  /** BCP 47, such as `en-US` or `es-US`: the words, days and separators. */
  readonly locale: string;
  readonly currency: PrintCurrency;
  /** Training and sample practices mark every page (F-20). */
  readonly training: boolean;
  /** The practice's own headings and fixed words in the language of the paper; absent where it has none (DOC-8). */
  readonly words?: OwnWords;
};

export type Letterhead = {
  readonly name: string;
  /** Street, unit, and city line, in order, without blanks. */
  readonly addressLines: readonly string[];
  readonly phone: string | null;
  readonly email: string | null;
  readonly taxId: string | null;
};

/** Who the document is mailed to: what shows in the window, and nothing else (DOC-3). */
export type Recipient = {
  readonly name: string;
  readonly addressLines: readonly string[];
};

/** Open amounts by age (INV-11). What is not due yet counts as 0–30. */
export type AgingLine = {
  readonly days0to30Cents: Cents;
  readonly days31to60Cents: Cents;
  readonly days61to90Cents: Cents;
  readonly over90Cents: Cents;
};

/** What a statement says to a household, by the age of its oldest open amount (DOC-4); empty = nothing. */
export type AgeMessages = {
  readonly days0to30: string;
  readonly days31to60: string;
  readonly days61to90: string;
  readonly over90: string;
};

/** One charge, with what was taken off it (discount, credit note) in its own column; both ≥ 0. */
export type StatementLine = {
  readonly on: Day;
  /** The member it is for; null for the household as a whole, such as a fee. */
  readonly patientName: string | null;
  readonly description: string;
  readonly chargeCents: Cents;
  readonly creditCents: Cents;
};

/** Money received or given back in the period: positive for a payment, negative for a refund. */
export type StatementPayment = {
  readonly on: Day;
  readonly description: string;
  readonly amountCents: Cents;
};

/**
 * A statement (DOC-4). Opening + charges − credits − payments = closing; a negative balance is the
 * household's credit. `throughOn` is the last covered day (F-6).
 */
export type StatementData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly statementOn: Day;
  readonly fromOn: Day;
  readonly throughOn: Day;
  readonly openingCents: Cents;
  readonly lines: readonly StatementLine[];
  readonly payments: readonly StatementPayment[];
  readonly closingCents: Cents;
  readonly aging: AgingLine;
  /** Household credit not yet used on an invoice (INV-8), ≥ 0; shown beside the aging. */
  readonly unusedCreditCents: Cents;
  /** Banked dues that can be spent on services (PKG-11), ≥ 0; shown where there are any. */
  readonly walletCents: Cents;
  /** What the payer is asked for now, ≥ 0. */
  readonly amountDueCents: Cents;
  readonly dueOn: Day | null;
  readonly messages: AgeMessages;
  /** The office's bold note above the lines; empty = none. */
  readonly note: string;
  /** Ways to pay, one a line; empty hides them (DOC-4). */
  readonly paymentOptions: readonly string[];
};

export type ReceiptLine = {
  readonly patientName: string | null;
  /** Plan or service. */
  readonly description: string;
  /** The covered period of dues, last day included (F-6); null for services. */
  readonly period: { readonly fromOn: Day; readonly throughOn: Day } | null;
  /** Dues and services are kept apart on the paper (INV-9). */
  /** Prepaid: packages and gift certificates, which are no services yet (PKG-8). */
  readonly kind: "dues" | "service" | "prepaid";
  readonly amountCents: Cents;
  readonly taxCents: Cents;
};

/** How it was paid: the word (“Visa”, “Check”, “Cash”) and what identifies it (last four, number). */
export type ReceiptTender = {
  readonly label: string;
  /** Last four of a card, check number, reference; null where there is none. */
  readonly reference: string | null;
  readonly isCard: boolean;
  readonly amountCents: Cents;
};

/** A receipt (DOC-7). The lines and taxes, plus what became credit, equal what was paid. */
export type ReceiptData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly receiptNumber: string;
  readonly paidOn: Day;
  readonly lines: readonly ReceiptLine[];
  readonly tenders: readonly ReceiptTender[];
  /** Part of the payment that became household credit (INV-8), ≥ 0. */
  readonly toCreditCents: Cents;
  /** Change handed back for cash, ≥ 0; for information, not part of the sum. */
  readonly changeCents: Cents;
  readonly balanceAfterCents: Cents;
  readonly nextDraw: { readonly on: Day; readonly amountCents: Cents } | null;
  /** How to cancel, for dues; empty = not printed. */
  readonly howToCancel: string;
};

export type InvoiceLineData = {
  readonly on: Day;
  readonly patientName: string | null;
  readonly providerName: string | null;
  readonly description: string;
  readonly quantity: number;
  readonly unitPriceCents: Cents;
  /** Discounts step by step (INV-1): plan price, then coupon; each > 0 and taken off. */
  readonly discounts: readonly { readonly label: string; readonly cents: Cents }[];
  readonly taxCents: Cents;
};

/** The payment plan that an invoice is on (INV-6): its parts, and what has come of each. */
export type InvoicePlan = {
  readonly payBy: "card" | "desk";
  readonly isSigned: boolean;
  readonly parts: readonly { readonly on: Day; readonly cents: Cents; readonly paidCents: Cents }[];
};

/** An invoice (INV-1). The total is the lines less discounts plus tax. */
export type InvoiceData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly invoiceNumber: string;
  /** 0 for the first issue; r+1 for every change (INV-3). */
  readonly revision: number;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly lines: readonly InvoiceLineData[];
  readonly totalCents: Cents;
  readonly paidCents: Cents;
  readonly creditedCents: Cents;
  readonly balanceCents: Cents;
  /** Printed with its schedule; absent for an invoice on no plan. */
  readonly plan?: InvoicePlan | null;
  readonly note: string;
  readonly paymentOptions: readonly string[];
};

/** A letter to a household about a payment, a card or its membership (BIL-11, BIL-16): its words are filled in already. */
export type NoticeData = {
  /** Its locale is the language of the letter. */
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly recipient: Recipient;
  readonly householdNumber: string;
  readonly datedOn: Day;
  readonly subject: string;
  /** Paragraphs separated by line breaks. */
  readonly body: string;
  /** The line above the practice's name, where it is not the usual one. */
  readonly goodbye?: string;
  /** What is asked for; null for a letter that asks for no money. */
  readonly pay: { readonly amountCents: Cents; readonly byOn: Day | null; readonly invoiceNumber: string } | null;
  readonly paymentOptions: readonly string[];
};

/** The test sheet for a printer and an envelope (DOC-3). */
export type CalibrationData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  /** The printer's name as the computer knows it; empty when it is not known. */
  readonly printerName: string;
  readonly madeOn: Day;
};

/** Each kind of document with its data. */
export type DocumentKinds = {
  readonly statement: StatementData;
  readonly receipt: ReceiptData;
  readonly invoice: InvoiceData;
  readonly credit_note: CreditNoteData;
  readonly desk_paper: DeskPaperData;
  readonly notice: NoticeData;
  readonly calibration: CalibrationData;
  readonly agreement: AgreementsData;
  readonly scan: ScanData;
  readonly labels: LabelsData;
  readonly plan_offer: PlanOfferData;
  readonly brochure: BrochureData;
  /** A household's calendar year (DOC-6). */
  readonly yearly_statement: YearlyStatementData;
  /** The tracker's list; the caller keeps it short (INV-4). */
  readonly invoice_list: InvoiceListData;
  /** A household on one page (PPL-7). */
  readonly household_sheet: HouseholdSheetData;
  /** Any report of the office (REP-2). */
  readonly report: ReportPaper;
  /** The first pages of the evidence in a dispute (BIL-17). */
  readonly dispute_evidence: DisputeEvidenceData;
  /** An article of the Help Center with the office's own note (HLP-2). */
  readonly help_article: HelpArticleData;
};
export type DocumentKind = keyof DocumentKinds;
/** Papers of the office's own, which are no letters and say themselves that they are training. */
export type OfficePaper = "invoice_list" | "household_sheet" | "report" | "dispute_evidence" | "help_article";
export type LetterKind = Exclude<DocumentKind, OfficePaper>;
