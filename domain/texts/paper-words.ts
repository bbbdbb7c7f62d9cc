/**
 * The headings and fixed words of the papers as texts of the register (DOC-8): one for each word, grouped
 * by the paper on which it stands, in English and Spanish. The words themselves ship with the papers.
 */
import { brochureWords } from "../brochure/brochure-words.ts";
import { offerWords } from "../plan-offer/offer-words.ts";
import { agreementWords } from "../statements/agreement-words.ts";
import { documentWords } from "../statements/document-words.ts";
import { scheduleFields, scheduleWords } from "../payment-plans/schedule-words.ts";
import { sheetWords } from "../statements/household-sheet-words.ts";
import { yearlyWords } from "../yearly-statements/yearly-words.ts";
import type { TextDefinition, TextGroup } from "./definition.ts";
import { fieldsIn } from "./fill-words.ts";
import type { TextLanguage } from "./language.ts";
import type { WordTextId } from "./word-id.ts";

/** The paper on which a word is tried. */
export type WordPaper = "statement" | "receipt" | "invoice" | "credit_note" | "notice" | "agreement" | "schedule" | "plan_offer" | "brochure" | "yearly_statement" | "household_sheet";

type Words = Readonly<Record<string, unknown>>;
type Place = { readonly group: TextGroup; readonly paper: WordPaper; readonly name: string; readonly keys: readonly string[] };

const keysIn = (text: string): readonly string[] => text.trim().split(/\s+/u);

/** Every word of the papers that are laid out alike; a word that several papers have stands where it is read most. */
const documentPlaces: readonly Place[] = [
  { group: "Words of every paper", paper: "statement", name: "Every paper", keys: keysIn("household date description patient amount taxId tax total subtotal page of phone email dueBy nothingDue") },
  {
    group: "Words of statements",
    paper: "statement",
    name: "Statement",
    keys: keysIn(`statement statementDate period previousBalance previousCredit charges credits creditsAndPayments payments balance creditBalance amountDue onReceipt
      aging days0to30 days31to60 days61to90 over90 unusedCredit wallet payment refund wholeHousehold noActivity endingBalance endingCredit
      detach payTo waysToPay amountEnclosed scanNote`),
  },
  {
    group: "Words of receipts",
    paper: "receipt",
    name: "Receipt",
    keys: keysIn(`receipt receiptNumber paidOn dues services prepaid covers totalPaid paidWith endingIn toCredit change balanceAfter creditAfter nextDraw howToCancel
      questions thankYou`),
  },
  { group: "Words of invoices", paper: "invoice", name: "Invoice", keys: keysIn("invoice invoiceNumber revision invoiceDate quantity price discounts paid credited balanceDue") },
  { group: "Words of invoices", paper: "credit_note", name: "Credit note", keys: keysIn("creditNote creditNoteNumber toInvoice reason givenBack offInvoice keptAsCredit comesOffInvoice") },
  { group: "Words of letters", paper: "notice", name: "Letter", keys: keysIn("notice toPay payBy") },
];

type Table = { readonly table: string; readonly words: (language: TextLanguage) => Words; readonly places: readonly Place[] };

/** Every word of a paper that has words of its own, but the mark of training (F-20), which nobody takes away. */
const whole = (table: string, words: (language: TextLanguage) => Words, place: Omit<Place, "keys">): Table => ({
  table,
  words,
  places: [{ ...place, keys: Object.entries(words("en")).flatMap(([key, word]) => (typeof word === "string" && key !== "notReal" ? [key] : [])) }],
});

const tables: readonly Table[] = [
  { table: "document", words: documentWords, places: documentPlaces },
  whole("agreement", agreementWords, { group: "Words of agreements", paper: "agreement", name: "Agreement" }),
  whole("schedule", scheduleWords, { group: "Words of payment plans", paper: "schedule", name: "Payment plan" }),
  whole("offer", offerWords, { group: "Words of offers and brochures", paper: "plan_offer", name: "Plan offer" }),
  whole("brochure", brochureWords, { group: "Words of offers and brochures", paper: "brochure", name: "Brochure" }),
  whole("yearly", yearlyWords, { group: "Words of yearly statements", paper: "yearly_statement", name: "Yearly statement" }),
  whole("sheet", sheetWords, { group: "Words of household sheets", paper: "household_sheet", name: "Household sheet" }),
];

/** Two words of one paper that read alike are told apart by where they stand. */
const stands: Readonly<Record<string, string>> = {
  "word.document.receiptNumber": "before its number",
  "word.document.invoiceNumber": "before its number",
  "word.document.creditNoteNumber": "before its number",
  "word.document.creditsAndPayments": "as a column",
  "word.offer.services": "as a sum",
  "word.schedule.pays": "as a heading",
  "word.sheet.member": "as a column",
  "word.sheet.plan": "as a column",
};

/** As long as the longer of both that ship and half as much again: what a place on the paper holds. */
export function longestWord(en: string, es: string): number {
  return Math.max(12, Math.ceil(Math.max(en.length, es.length) * 1.5));
}

export type PaperWord = { readonly id: WordTextId; readonly table: string; readonly key: string; readonly paper: WordPaper; readonly definition: TextDefinition };

function shortened(text: string): string {
  return text.length <= 32 ? text : `${text.slice(0, 31).trimEnd()}…`;
}

function wordOf({ table, words }: Table, { group, paper, name }: Place, key: string): PaperWord {
  const id: WordTextId = `word.${table}.${key}`;
  const [en, es] = [String(words("en")[key]), String(words("es")[key])];
  const where = stands[id];
  // A heading that loses its number or its name says nothing any more: each field of these words is needed.
  const used = [...new Set(fieldsIn(en))];
  return {
    id,
    table,
    key,
    paper,
    definition: {
      name: `${name}: “${shortened(en)}”${where === undefined ? "" : `, ${where}`}`,
      group,
      where: name === "Every paper" ? "A fixed word of statements, receipts, invoices and letters" : `A heading or fixed word of the paper: ${name.toLowerCase()}`,
      fields: Object.fromEntries(used.map((field) => [field, scheduleFields[field] ?? field])),
      needed: used.map((field) => [field]),
      hasSubject: false,
      mayBeEmpty: false,
      longestBody: longestWord(en, es),
      mostLines: 1,
      notice: null,
      defaults: { en: { subject: "", body: en }, es: { subject: "", body: es } },
    },
  };
}

/** In the order in which the list shows them. */
export const paperWords: readonly PaperWord[] = tables.flatMap((table) => table.places.flatMap((place) => place.keys.map((key) => wordOf(table, place, key))));

const byId: ReadonlyMap<string, PaperWord> = new Map(paperWords.map((word) => [word.id, word]));

export function paperWord(id: string): PaperWord | undefined {
  return byId.get(id);
}
